/* syntax-rules: calls of a macro are compared with patterns, and the template
 * of the first that fits is filled in.
 *
 * What a pattern variable stood for is kept in a list of (variable . match).
 * A match is a datum; under an ellipsis it is Values, with a match for each
 * repetition. Other symbols of the template become aliases, which mean what
 * they mean where the macro was defined: so a macro may use `if` and `tmp`
 * whatever its user calls so. */
#include "code.h"

struct rule {
    Macro *macro;
    Value *matches; /* of pattern variables */
    Value *aliases; /* (symbol . alias), one for each symbol of this call */
    bool literally; /* an ellipsis is a symbol like others */
};

static Value *find(Value *pairs, Value *symbol) {
    for (; is_kind(pairs, VALUE_PAIR); pairs = cdr(pairs))
        if (car(car(pairs)) == symbol)
            return car(pairs);
    return NULL;
}

static bool is_ellipsis(struct rule *rule, Value *value) {
    return is_kind(value, VALUE_SYMBOL) && !rule->literally &&
           symbol_strip((Symbol *)value) == symbol_strip(rule->macro->ellipsis);
}

/* Does an ellipsis stand behind the first element? */
static bool is_repeated(struct rule *rule, Value *list) {
    return is_kind(cdr(list), VALUE_PAIR) && is_ellipsis(rule, car(cdr(list)));
}

static bool is_literal(struct rule *rule, Value *symbol) {
    Value *literals = rule->macro->literals;

    for (; is_kind(literals, VALUE_PAIR); literals = cdr(literals))
        if (car(literals) == symbol)
            return true;
    return false;
}

/* ---- patterns -------------------------------------------------------- */

static bool match(struct rule *rule, Value *pattern, Value *form);

/* How many pairs before the end, which may be anything. */
static size_t pairs_of(Value *list) {
    size_t count = 0;

    for (; is_kind(list, VALUE_PAIR); list = cdr(list))
        count++;
    return count;
}

/* The variables of a pattern, before those in `known`. */
static Value *pattern_variables(struct rule *rule, Value *pattern,
                                Value *known) {
    if (is_kind(pattern, VALUE_VECTOR))
        return pattern_variables(rule, list_of_vector(pattern), known);
    for (; is_kind(pattern, VALUE_PAIR); pattern = cdr(pattern))
        known = pattern_variables(rule, car(pattern), known);
    if (is_kind(pattern, VALUE_SYMBOL) && !is_ellipsis(rule, pattern) &&
        !is_literal(rule, pattern))
        return pair_create(pattern, known);
    return known;
}

/* What `variable` stood for in each repetition. */
static Value *collect(Value *variable, Value *repetitions) {
    struct list collected = {NULL, NULL};

    for (; is_kind(repetitions, VALUE_PAIR); repetitions = cdr(repetitions))
        list_add(&collected, cdr(find(car(repetitions), variable)));
    return &tally_new(Values, .value.kind = VALUE_VALUES,
                      .list = list_end(&collected, value_nil))
                ->value;
}

/* (first ... . rest) */
static bool match_repeated(struct rule *rule, Value *pattern, Value *form) {
    Value *rest = list_tail(pattern, 2), *variables, *before = rule->matches;
    size_t behind = pairs_of(rest), there = pairs_of(form);
    struct list repetitions = {NULL, NULL};

    if (there < behind)
        return false;
    for (there -= behind; there > 0; there--) {
        rule->matches = value_nil;
        if (!match(rule, car(pattern), car(form)))
            return false;
        list_add(&repetitions, rule->matches);
        form = cdr(form);
    }
    rule->matches = before;
    variables = pattern_variables(rule, car(pattern), value_nil);
    for (; is_kind(variables, VALUE_PAIR); variables = cdr(variables)) {
        Value *all = list_end(&repetitions, value_nil);

        rule->matches = pair_create(
            pair_create(car(variables), collect(car(variables), all)),
            rule->matches);
    }
    return match(rule, rest, form);
}

static bool match_symbol(struct rule *rule, Value *pattern, Value *form) {
    if (is_literal(rule, pattern))
        return is_kind(form, VALUE_SYMBOL) &&
               symbol_strip((Symbol *)form) == symbol_strip((Symbol *)pattern);
    if (!symbol_named(pattern, "_"))
        rule->matches = pair_create(pair_create(pattern, form), rule->matches);
    return true;
}

static bool match(struct rule *rule, Value *pattern, Value *form) {
    while (is_kind(pattern, VALUE_PAIR)) {
        if (is_repeated(rule, pattern))
            return match_repeated(rule, pattern, form);
        if (!is_kind(form, VALUE_PAIR) || !match(rule, car(pattern), car(form)))
            return false;
        pattern = cdr(pattern);
        form = cdr(form);
    }
    if (is_kind(pattern, VALUE_SYMBOL))
        return match_symbol(rule, pattern, form);
    if (is_kind(pattern, VALUE_VECTOR))
        return is_kind(form, VALUE_VECTOR) &&
               match(rule, list_of_vector(pattern), list_of_vector(form));
    return values_equal(pattern, form);
}

/* ---- templates ------------------------------------------------------- */

static Value *fill(struct rule *rule, Value *template);

static Value *fill_symbol(struct rule *rule, Value *symbol) {
    Value *known = find(rule->matches, symbol);

    if (known != NULL) {
        if (is_kind(cdr(known), VALUE_VALUES))
            fail_syntax("an ellipsis is missing behind", symbol);
        return cdr(known);
    }
    known = find(rule->aliases, symbol);
    if (known == NULL) {
        Symbol *alias = symbol_alias((Symbol *)symbol, rule->macro->scope);

        known = pair_create(symbol, &alias->value);
        rule->aliases = pair_create(known, rule->aliases);
    }
    return cdr(known);
}

/* The matches of those variables in the template that have one for each
 * repetition. */
static Value *repeated_matches(struct rule *rule, Value *template) {
    Value *names = pattern_variables(rule, template, value_nil);
    Value *found = value_nil;

    for (; is_kind(names, VALUE_PAIR); names = cdr(names)) {
        Value *known = find(rule->matches, car(names));

        if (known != NULL && is_kind(cdr(known), VALUE_VALUES))
            found = pair_create(known, found);
    }
    if (is_kind(found, VALUE_NIL))
        fail_syntax("nothing is repeated by the ellipsis behind", template);
    return found;
}

/* The matches for repetition number `index`; NULL if one has no more. */
static Value *matches_at(Value *repeated, size_t index, Value *others) {
    for (; is_kind(repeated, VALUE_PAIR); repeated = cdr(repeated)) {
        Value *items = ((Values *)cdr(car(repeated)))->list;

        if (pairs_of(items) <= index)
            return NULL;
        others = pair_create(
            pair_create(car(car(repeated)), list_at(items, index)), others);
    }
    return others;
}

/* Fills the template once for each repetition. `levels` ellipses stood behind
 * it: more than one make one list of the lists. */
static void fill_repeated(struct rule *rule, Value *template, unsigned levels,
                          struct list *list) {
    Value *repeated = repeated_matches(rule, template);
    Value *before = rule->matches, *matches;
    size_t i;

    for (i = 0; (matches = matches_at(repeated, i, before)) != NULL; i++) {
        rule->matches = matches;
        if (levels > 1)
            fill_repeated(rule, template, levels - 1, list);
        else
            list_add(list, fill(rule, template));
    }
    rule->matches = before;
}

static Value *fill_pair(struct rule *rule, Value *template) {
    struct list list = {NULL, NULL};

    while (is_kind(template, VALUE_PAIR)) {
        Value *first = car(template);
        unsigned levels = 0;

        for (; is_repeated(rule, template); levels++)
            template = cdr(template);
        if (levels > 0)
            fill_repeated(rule, first, levels, &list);
        else
            list_add(&list, fill(rule, first));
        template = cdr(template);
    }
    return list_end(&list, fill(rule, template));
}

static Value *fill_vector(struct rule *rule, Value *vector) {
    return vector_of_list(fill(rule, list_of_vector(vector)));
}

/* (... template): the ellipses in it are symbols like others. */
static Value *fill_literally(struct rule *rule, Value *template) {
    Value *filled;

    rule->literally = true;
    filled = fill(rule, template);
    rule->literally = false;
    return filled;
}

static Value *fill(struct rule *rule, Value *template) {
    if (is_kind(template, VALUE_SYMBOL))
        return fill_symbol(rule, template);
    if (is_kind(template, VALUE_VECTOR))
        return fill_vector(rule, template);
    if (!is_kind(template, VALUE_PAIR))
        return template;
    if (is_ellipsis(rule, car(template)) && list_length(template) == 2)
        return fill_literally(rule, list_at(template, 1));
    return fill_pair(rule, template);
}

/* ---- calls ----------------------------------------------------------- */

/* The macro's name, first in pattern and form, is not compared. */
Value *rules_expand(Macro *macro, Value *form) {
    Value *rules;

    for (rules = macro->rules; is_kind(rules, VALUE_PAIR); rules = cdr(rules)) {
        struct rule rule = {macro, value_nil, value_nil, false};

        if (match(&rule, cdr(car(car(rules))), cdr(form)))
            return fill(&rule, list_at(car(rules), 1));
    }
    fail_syntax("no rule fits", form);
}
