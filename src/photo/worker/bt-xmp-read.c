/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/worker/bt-xmp.h"

#include <string.h>

#define AUX "http://ns.adobe.com/exif/1.0/aux/"
#define MAX_VALUES 4000

/* One property being read: its values, and of an Alt the best so far. */
typedef struct
{
  const BtXmpProperty *property;
  guint depth; /* of its element */
  GPtrArray *values;
  GString *text;
  guint rank; /* of the language that is being read */
  guint best_rank;
} Value;

typedef struct
{
  BtXmpNames names;
  guint depth;
  guint description; /* the depth of the rdf:Description that is open, or 0 */
  gboolean is_xmp;
  gboolean in_lens;
  Value value;
  GPtrArray *found[BT_N_PHOTO_FIELDS];
  GString *lens;
} State;

static guint
language_rank (const char *language)
{
  if (g_ascii_strncasecmp (language, "vi", 2) == 0
      && !g_ascii_isalpha (language[2])) /* vi, vi-VN */
    return 3;
  return g_ascii_strcasecmp (language, "x-default") == 0 ? 2 : 1;
}

/* Ends the value that was being read. */
static void
take_text (Value *value)
{
  g_autofree char *text = g_strdup (g_strstrip (value->text->str));

  g_string_truncate (value->text, 0);
  if (*text == '\0' || value->values->len >= MAX_VALUES)
    return;
  if (value->property->form == BT_XMP_ALT)
    {
      if (value->rank <= value->best_rank)
        return;
      g_ptr_array_set_size (value->values, 0);
      value->best_rank = value->rank;
    }
  g_ptr_array_add (value->values, g_steal_pointer (&text));
}

static void
begin_property (State *state, const BtXmpProperty *property)
{
  state->value.property = property;
  state->value.depth = state->depth;
  state->value.values = g_ptr_array_new_with_free_func (g_free);
  state->value.rank = 1;
  state->value.best_rank = 0;
  g_string_truncate (state->value.text, 0);
}

static void
end_property (State *state)
{
  Value *value = &state->value;
  BtPhotoField field = value->property->field;

  take_text (value);
  if (state->found[field] == NULL && value->values->len > 0)
    state->found[field] = g_steal_pointer (&value->values);
  g_clear_pointer (&value->values, g_ptr_array_unref);
  value->property = NULL;
}

static void
take_attribute (State *state, const char *name, const char *text)
{
  const char *local;
  const char *uri = bt_xmp_names_resolve (&state->names, name, &local);
  const BtXmpProperty *property = bt_xmp_find (uri, local);

  if (g_str_equal (uri, AUX) && g_str_equal (local, "Lens"))
    g_string_assign (state->lens, text);
  if (property == NULL)
    return;
  begin_property (state, property);
  g_string_assign (state->value.text, text);
  end_property (state);
}

/* In a property: rdf:li, and what it says about itself. */
static void
start_inside (State *state,
              const char *uri,
              const char *local,
              const char **names,
              const char **values)
{
  Value *value = &state->value;

  if (!g_str_equal (uri, BT_XMP_RDF) || !g_str_equal (local, "li"))
    return;
  g_string_truncate (value->text, 0);
  value->rank = 1;
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], "xml:lang"))
      value->rank = language_rank (values[i]);
}

/* A direct child of rdf:Description is a property. */
static void
start_property (State *state,
                const char *uri,
                const char *local,
                const char **names,
                const char **values)
{
  const BtXmpProperty *property = bt_xmp_find (uri, local);

  state->in_lens = g_str_equal (uri, AUX) && g_str_equal (local, "Lens");
  if (property == NULL)
    return;
  begin_property (state, property);
  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *part;

      if (g_str_equal (bt_xmp_names_resolve (&state->names, names[i], &part), BT_XMP_RDF)
          && g_str_equal (part, "resource"))
        g_string_assign (state->value.text, values[i]);
    }
}

static void
start_element_cb (GMarkupParseContext *context,
                  const char *name,
                  const char **names,
                  const char **values,
                  gpointer data,
                  GError **error)
{
  State *state = data;
  const char *local, *uri;

  state->depth++;
  if (!bt_xmp_names_push (&state->names, names, values))
    {
      g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_PARSE, "Too many namespaces");
      return;
    }
  uri = bt_xmp_names_resolve (&state->names, name, &local);
  if (g_str_equal (uri, BT_XMP_RDF) && g_str_equal (local, "RDF"))
    state->is_xmp = TRUE;
  if (state->value.property != NULL)
    start_inside (state, uri, local, names, values);
  else if (state->description != 0 && state->depth == state->description + 1)
    start_property (state, uri, local, names, values);
  else if (state->description == 0 && state->is_xmp && g_str_equal (uri, BT_XMP_RDF)
           && g_str_equal (local, "Description"))
    {
      state->description = state->depth;
      for (guint i = 0; names[i] != NULL; i++)
        take_attribute (state, names[i], values[i]);
    }
}

static void
end_element_cb (GMarkupParseContext *context,
                const char *name,
                gpointer data,
                GError **error)
{
  State *state = data;
  Value *value = &state->value;
  const char *local;
  const char *uri = bt_xmp_names_resolve (&state->names, name, &local);

  if (value->property != NULL && state->depth == value->depth)
    end_property (state);
  else if (value->property != NULL && g_str_equal (uri, BT_XMP_RDF)
           && g_str_equal (local, "li"))
    take_text (value);
  if (state->depth == state->description)
    state->description = 0;
  state->in_lens = FALSE;
  bt_xmp_names_pop (&state->names);
  state->depth--;
}

static void
text_cb (GMarkupParseContext *context,
         const char *text,
         gsize length,
         gpointer data,
         GError **error)
{
  State *state = data;

  if (state->value.property != NULL)
    g_string_append_len (state->value.text, text, (gssize)length);
  else if (state->in_lens)
    g_string_append_len (state->lens, text, (gssize)length);
}

static void
give_fields (State *state, char *fields[BT_N_PHOTO_FIELDS])
{
  for (guint i = 0; i < BT_N_PHOTO_FIELDS; i++)
    {
      GPtrArray *values = state->found[i];

      if (values == NULL)
        continue;
      g_free (fields[i]);
      g_ptr_array_add (values, NULL);
      fields[i] = bt_photo_field_is_list (i)
                      ? bt_photo_values_join ((const char *const *)values->pdata)
                      : g_strdup (g_ptr_array_index (values, 0));
    }
}

gboolean
bt_xmp_read (GBytes *packet, char *fields[BT_N_PHOTO_FIELDS], char **lens)
{
  static const GMarkupParser parser = { start_element_cb, end_element_cb, text_cb, NULL,
                                        NULL };
  g_autofree char *text = bt_xmp_text (packet);
  g_autoptr (GMarkupParseContext) context = NULL;
  State state = { 0 };
  gboolean ok;

  if (text == NULL)
    return FALSE;
  bt_xmp_names_init (&state.names);
  state.lens = g_string_new (NULL);
  state.value.text = g_string_new (NULL);
  context =
      g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &state, NULL);
  ok = g_markup_parse_context_parse (context, text, (gssize)strlen (text), NULL)
       && g_markup_parse_context_end_parse (context, NULL) && state.is_xmp;
  if (ok)
    give_fields (&state, fields);
  if (ok && lens != NULL && state.lens->len > 0)
    *lens = g_strdup (state.lens->str);
  g_clear_pointer (&state.value.values, g_ptr_array_unref);
  for (guint i = 0; i < BT_N_PHOTO_FIELDS; i++)
    g_clear_pointer (&state.found[i], g_ptr_array_unref);
  g_string_free (state.lens, TRUE);
  g_string_free (state.value.text, TRUE);
  bt_xmp_names_clear (&state.names);
  return ok;
}
