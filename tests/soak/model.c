#include "model.h"

void model_init(struct model *model) {
    *model = (struct model){.free_count = 0};
    for (int i = MODEL_MAX - 1; i > 0; i--)
        model->free[model->free_count++] = i;
}

static int take(struct model *model, int width) {
    int number = model->free[--model->free_count];
    model->things[number] =
        (struct model_thing){.width = width, .used = true};
    return number;
}

int model_cell(struct model *model) { return take(model, -1); }

int model_array(struct model *model, int width) { return take(model, width); }

int model_room(const struct model *model) { return model->free_count; }

static void reach(struct model *model, int number, int *list, size_t *count) {
    struct model_thing *thing = &model->things[number];
    if (number == 0 || thing->reachable)
        return;
    thing->reachable = true;
    list[(*count)++] = number;
}

size_t model_reach(struct model *model) {
    static int list[MODEL_MAX];
    size_t count = 0;
    for (int i = 1; i < MODEL_MAX; i++)
        model->things[i].reachable = false;
    for (int i = 0; i < MODEL_ROOTS; i++)
        reach(model, model->roots[i], list, &count);
    for (size_t i = 0; i < count; i++) {
        const struct model_thing *thing = &model->things[list[i]];
        int width = thing->width < 0 ? 3 : thing->width;
        for (int k = 0; k < width; k++)
            reach(model, thing->slots[k], list, &count);
    }
    return count;
}

void model_sweep(struct model *model) {
    for (int i = 1; i < MODEL_MAX; i++) {
        struct model_thing *thing = &model->things[i];
        if (thing->watched && !model->things[thing->watched].reachable)
            thing->watched = 0;
    }
    for (int i = 1; i < MODEL_MAX; i++) {
        struct model_thing *thing = &model->things[i];
        if (!thing->used || thing->reachable)
            continue;
        thing->used = false;
        model->free[model->free_count++] = i;
    }
}
