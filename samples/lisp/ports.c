/* Reading and writing, as programs see it. */
#include "builtin.h"

static Port *argument_port(Frame *arguments, size_t index, bool output) {
    Port *port;

    if (!has_argument(arguments, index))
        return output ? port_stdout : port_stdin;
    port = (Port *)argument_kind(arguments, index, VALUE_PORT);
    if (port->output != output)
        fail("this port goes the other way:", &port->value);
    return port;
}

/* ---- writing --------------------------------------------------------- */

static Value *port_display(Frame *arguments) {
    datum_print(arguments->slots[0], false, argument_port(arguments, 1, true));
    return value_unspecified;
}

static Value *port_write_datum(Frame *arguments) {
    datum_print(arguments->slots[0], true, argument_port(arguments, 1, true));
    return value_unspecified;
}

static Value *port_newline(Frame *arguments) {
    port_puts(argument_port(arguments, 0, true), "\n");
    return value_unspecified;
}

static Value *port_write_char(Frame *arguments) {
    datum_print(argument_kind(arguments, 0, VALUE_CHARACTER), false,
                argument_port(arguments, 1, true));
    return value_unspecified;
}

/* ---- reading --------------------------------------------------------- */

static Value *port_read(Frame *arguments) {
    return datum_read(argument_port(arguments, 0, false));
}

static Value *character_or_end(long code) {
    return code < 0 ? value_end : character_create((uint32_t)code);
}

static Value *port_read_char(Frame *arguments) {
    return character_or_end(port_next_code(argument_port(arguments, 0, false)));
}

static Value *port_peek_char(Frame *arguments) {
    return character_or_end(port_peek_code(argument_port(arguments, 0, false)));
}

static Value *port_read_line(Frame *arguments) {
    Port *port = argument_port(arguments, 0, false);
    struct text line = {NULL, 0};
    int byte;

    if (port_peek(port) < 0)
        return value_end;
    while ((byte = port_next(port)) >= 0 && byte != '\n')
        text_add_byte(&line, (char)byte);
    return &string_of_text(line.length > 0 ? line.bytes : "", line.length)
                ->value;
}

static Value *port_is_end(Frame *arguments) {
    return value_boolean(is_kind(arguments->slots[0], VALUE_END));
}

static Value *port_end(Frame *arguments) {
    (void)arguments;
    return value_end;
}

/* ---- files ----------------------------------------------------------- */

static Value *port_open_input_file(Frame *arguments) {
    Port *port = port_open(text_of_string(argument_string(arguments, 0)));

    if (port == NULL)
        fail("this file cannot be read:", arguments->slots[0]);
    return &port->value;
}

static Value *port_open_output_file(Frame *arguments) {
    Port *port = port_create(text_of_string(argument_string(arguments, 0)));

    if (port == NULL)
        fail("this file cannot be written:", arguments->slots[0]);
    return &port->value;
}

static Value *port_close_it(Frame *arguments) {
    if (!port_close((Port *)argument_kind(arguments, 0, VALUE_PORT)))
        fail("not all could be written", NULL);
    return value_unspecified;
}

/* ---- strings as ports ------------------------------------------------ */

static Value *port_open_output_string(Frame *arguments) {
    (void)arguments;
    return &port_output(NULL)->value;
}

static Value *port_get_output_string(Frame *arguments) {
    Port *port = argument_port(arguments, 0, true);

    if (port->file != NULL)
        fail("this is no string port:", &port->value);
    return &string_of_text(port->text.length > 0 ? port->text.bytes : "",
                           port->text.length)
                ->value;
}

static Value *port_open_input_string(Frame *arguments) {
    char *tally_array text = text_of_string(argument_string(arguments, 0));

    return &port_of_text("string", text, tally_length(text) - 1)->value;
}

static Value *port_current_output(Frame *arguments) {
    (void)arguments;
    return &port_stdout->value;
}

/* (set-current-output-port! port); the prelude has with-output-to-string. */
static Value *port_set_current_output(Frame *arguments) {
    port_stdout = argument_port(arguments, 0, true);
    return value_unspecified;
}

static Value *port_is_port(Frame *arguments) {
    return value_boolean(is_kind(arguments->slots[0], VALUE_PORT));
}

const struct primitive port_primitives[] = {
    {"display", 1, 2, port_display, NULL},
    {"write", 1, 2, port_write_datum, NULL},
    {"newline", 0, 1, port_newline, NULL},
    {"write-char", 1, 2, port_write_char, NULL},
    {"write-string", 1, 2, port_display, NULL},
    {"read", 0, 1, port_read, NULL},
    {"read-char", 0, 1, port_read_char, NULL},
    {"peek-char", 0, 1, port_peek_char, NULL},
    {"read-line", 0, 1, port_read_line, NULL},
    {"eof-object?", 1, 1, port_is_end, NULL},
    {"eof-object", 0, 0, port_end, NULL},
    {"open-input-file", 1, 1, port_open_input_file, NULL},
    {"open-output-file", 1, 1, port_open_output_file, NULL},
    {"close-port", 1, 1, port_close_it, NULL},
    {"open-output-string", 0, 0, port_open_output_string, NULL},
    {"get-output-string", 1, 1, port_get_output_string, NULL},
    {"open-input-string", 1, 1, port_open_input_string, NULL},
    {"current-output-port", 0, 0, port_current_output, NULL},
    {"set-current-output-port!", 1, 1, port_set_current_output, NULL},
    {"port?", 1, 1, port_is_port, NULL},
    {NULL, 0, 0, NULL, NULL},
};
