/* What others wrote into XMP, beside our fields: kept as it is, element by element.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/worker/bt-embed.h"
#include "photo/worker/bt-xmp.h"

#include <string.h>

typedef struct
{
  BtXmpNames names;
  gboolean drop_date;
  guint depth;
  guint description; /* the depth of the one that is open, or 0 */
  guint dropping;    /* the depth of the property that is left out, or 0 */
  guint n_kept;      /* in this rdf:Description */
  GString *out;
  gsize start; /* of this rdf:Description in @out */
} State;

/* What says the same as a field in another place, and would now contradict it. */
static gboolean
is_ours (const State *state, const char *uri, const char *local)
{
  static const struct
  {
    const char *uri, *local;
  } shadows[] = {
    { "http://ns.adobe.com/tiff/1.0/", "ImageDescription" },
    { "http://ns.adobe.com/tiff/1.0/", "Artist" },
    { "http://ns.adobe.com/tiff/1.0/", "Copyright" },
    { "http://ns.adobe.com/photoshop/1.0/", "LegacyIPTCDigest" },
    { BT_XMP_NOTE, "HasExtendedXMP" },
  };

  if (bt_xmp_find (uri, local) != NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (shadows); i++)
    if (g_str_equal (shadows[i].uri, uri) && g_str_equal (shadows[i].local, local))
      return TRUE;
  return state->drop_date && g_str_equal (uri, "http://ns.adobe.com/exif/1.0/")
         && g_str_equal (local, "DateTimeOriginal");
}

static void
append_attribute (GString *out, const char *name, const char *value)
{
  g_autofree char *escaped = g_markup_escape_text (value, -1);
  g_autoptr (GString) whole = g_string_new (escaped);

  /* A reader of XML makes spaces of these. */
  g_string_replace (whole, "\n", "&#xA;", 0);
  g_string_replace (whole, "\t", "&#x9;", 0);
  g_string_append_printf (out, " %s=\"%s\"", name, whole->str);
}

/* Declares all prefixes that are known here: of two with one name the inner. */
static void
append_bindings (State *state)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = state->names.bindings->len; i >= 2; i -= 2)
    {
      const char *prefix = g_ptr_array_index (state->names.bindings, i - 2);
      const char *uri = g_ptr_array_index (state->names.bindings, i - 1);
      g_autofree char *name =
          *prefix != '\0' ? g_strconcat ("xmlns:", prefix, NULL) : g_strdup ("xmlns");

      if (g_hash_table_add (seen, (gpointer)prefix))
        append_attribute (state->out, name, uri);
    }
}

static void
start_description (State *state,
                   const char *name,
                   const char **names,
                   const char **values)
{
  state->description = state->depth;
  state->start = state->out->len;
  state->n_kept = 0;
  g_string_append_printf (state->out, "<%s", name);
  append_bindings (state);
  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *local;
      const char *uri = bt_xmp_names_resolve (&state->names, names[i], &local);
      gboolean about = g_str_equal (uri, BT_XMP_RDF);

      if (g_str_has_prefix (names[i], "xmlns") || is_ours (state, uri, local))
        continue;
      append_attribute (state->out, names[i], values[i]);
      state->n_kept += !about;
    }
  g_string_append (state->out, ">\n");
}

static void
start_inside (State *state,
              const char *name,
              const char *uri,
              const char *local,
              const char **names,
              const char **values)
{
  if (state->depth == state->description + 1)
    {
      if (is_ours (state, uri, local))
        {
          state->dropping = state->depth;
          return;
        }
      state->n_kept++;
    }
  g_string_append_printf (state->out, "<%s", name);
  for (guint i = 0; names[i] != NULL; i++)
    append_attribute (state->out, names[i], values[i]);
  g_string_append_c (state->out, '>');
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
  if (state->dropping != 0)
    return;
  uri = bt_xmp_names_resolve (&state->names, name, &local);
  if (state->description != 0)
    start_inside (state, name, uri, local, names, values);
  else if (g_str_equal (uri, BT_XMP_RDF) && g_str_equal (local, "Description"))
    start_description (state, name, names, values);
}

static void
end_element_cb (GMarkupParseContext *context,
                const char *name,
                gpointer data,
                GError **error)
{
  State *state = data;

  if (state->dropping == state->depth)
    state->dropping = 0;
  else if (state->dropping == 0 && state->description != 0)
    g_string_append_printf (state->out, "</%s>%s", name,
                            state->depth <= state->description + 1 ? "\n" : "");
  if (state->depth == state->description)
    {
      if (state->n_kept == 0)
        g_string_truncate (state->out, state->start);
      state->description = 0;
    }
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
  g_autofree char *escaped = NULL;

  if (state->description == 0 || state->dropping != 0
      || state->depth <= state->description)
    return;
  escaped = g_markup_escape_text (text, (gssize)length);
  g_string_append (state->out, escaped);
}

char *
bt_xmp_keep (GBytes *packet, const BtPhotoInfo *fields, gboolean clean)
{
  static const GMarkupParser parser = { start_element_cb, end_element_cb, text_cb, NULL,
                                        NULL };
  g_autofree char *text = packet != NULL && !clean ? bt_xmp_text (packet) : NULL;
  g_autoptr (GMarkupParseContext) context = NULL;
  State state = { .drop_date = fields->fields[BT_PHOTO_DATE_CREATED] != NULL };
  gboolean ok;

  if (text == NULL)
    return NULL;
  bt_xmp_names_init (&state.names);
  state.out = g_string_new (NULL);
  context =
      g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &state, NULL);
  ok = g_markup_parse_context_parse (context, text, (gssize)strlen (text), NULL)
       && g_markup_parse_context_end_parse (context, NULL) && state.out->len > 0;
  bt_xmp_names_clear (&state.names);
  return g_string_free (state.out, !ok);
}
