/* HTML parsed by libxml2, made safe for hostile input. Private to the room.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <libxml/tree.h>

G_BEGIN_DECLS

/** Elements nested deeper than this are taken for their content. */
#define BT_HTML_MAX_DEPTH 200
/** A page with more tags than this is no article. */
#define BT_HTML_MAX_TAGS 100000

typedef struct _xmlDoc BtHtmlDocument;

/**
 * bt_html_parse:
 * @html: a page or a fragment in UTF-8
 *
 * No network, no external entities, no recursion without a bound. A fragment stands in a
 * <div> in the body. Comments are gone.
 *
 * Returns: (transfer full) (nullable): the document, which has a root; %NULL when there
 *   are more tags than %BT_HTML_MAX_TAGS
 */
BtHtmlDocument *bt_html_parse (const char *html, gsize length);
void bt_html_document_free (BtHtmlDocument *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtHtmlDocument, bt_html_document_free)

/** bt_html_find: Returns: (nullable): @node or the first element of this name below it */
xmlNode *bt_html_find (xmlNode *node, const char *name);

/** bt_html_next: Returns: (nullable): the node after @node in reading order, its children
 * first, inside @root */
xmlNode *bt_html_next (xmlNode *node, const xmlNode *root);
/** bt_html_next_skipping: the same without the children of @node. */
xmlNode *bt_html_next_skipping (xmlNode *node, const xmlNode *root);

gboolean bt_html_is (const xmlNode *node, const char *name);
gboolean bt_html_is_one_of (const xmlNode *node, const char *const *names);
gboolean bt_html_is_text (const xmlNode *node);
/** bt_html_is_blank: whether the node is white space or a comment. */
gboolean bt_html_is_blank (xmlNode *node);

/** bt_html_attribute: Returns: (transfer full) (nullable): the attribute's value */
char *bt_html_attribute (xmlNode *node, const char *name);
/** bt_html_has_class: whether the class attribute holds this word. */
gboolean bt_html_has_class (xmlNode *node, const char *name);

/** bt_html_only_child: Returns: (nullable): the child element, when it is the only child
 * that is not blank and has this name (%NULL: any) */
xmlNode *bt_html_only_child (xmlNode *parent, const char *name);
/** bt_html_child: Returns: (nullable): the first child element of this name */
xmlNode *bt_html_child (xmlNode *parent, const char *name);

/** bt_html_link_is_safe: whether an article may hold a link to this address. */
gboolean bt_html_link_is_safe (const char *href);

G_END_DECLS
