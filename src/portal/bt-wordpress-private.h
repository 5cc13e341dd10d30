/* What the files of the WordPress kind share.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "portal/bt-http.h"
#include "portal/bt-json.h"
#include "portal/bt-wordpress.h"

G_BEGIN_DECLS

struct _BtWordpress
{
  GObject parent;

  BtHttp *http;
  GUri *site;
  gboolean bare; /* the address came without a scheme */
  char *user;
  char *password;
  double patience;

  GMutex lock; /* guards what follows */
  GUri *api;
  gint64 user_id; /* of whoever is signed in, once it was asked */
};

/* bt-wordpress.c */

/** bt_wordpress_ensure_api: finds the interface if that was not done yet. */
gboolean
bt_wordpress_ensure_api (BtWordpress *self, GCancellable *cancellable, GError **error);
/** bt_wordpress_set_api: from now on requests go to @api, and the password only there. */
void bt_wordpress_set_api (BtWordpress *self, GUri *api);

/**
 * bt_wordpress_uri:
 * @route: "/wp/v2/posts"
 * @...: names and values of parameters in turn, then %NULL; one whose value is %NULL is
 *   left out
 *
 * Returns: (transfer full): the address, for either form of interface (…/wp-json/… and
 *   …/?rest_route=/…)
 */
GUri *bt_wordpress_uri (BtWordpress *self, const char *route, ...) G_GNUC_NULL_TERMINATED;

/** bt_wordpress_get: asks a question, signed in. @headers: (out) (optional). Returns:
 * (transfer full): the answer's JSON */
JsonNode *bt_wordpress_get (BtWordpress *self,
                            GUri *uri,
                            SoupMessageHeaders **headers,
                            GCancellable *cancellable,
                            GError **error);
/** bt_wordpress_post: sends a change. @unmodified_since: (nullable). */
JsonNode *bt_wordpress_post (BtWordpress *self,
                             GUri *uri,
                             JsonObject *object,
                             const char *unmodified_since,
                             GCancellable *cancellable,
                             GError **error);
/** bt_wordpress_send: any request; @uri and @authorize are set by the caller. */
JsonNode *bt_wordpress_send (BtWordpress *self,
                             const BtHttpRequest *request,
                             SoupMessageHeaders **headers,
                             GCancellable *cancellable,
                             GError **error);

/** BtWordpressEach: FALSE, with @error set, ends the walk. */
typedef gboolean (*BtWordpressEach) (JsonObject *item, gpointer data, GError **error);
/** bt_wordpress_walk: walks the list that is @node. */
gboolean
bt_wordpress_walk (JsonNode *node, BtWordpressEach each, gpointer data, GError **error);
/** bt_wordpress_each: walks all pages of a list (by X-WP-TotalPages, as pages can be
 * short). @make_uri is called with the number of each page. */
gboolean bt_wordpress_each (BtWordpress *self,
                            GUri *(*make_uri) (BtWordpress *, guint page, gpointer),
                            BtWordpressEach each,
                            gpointer data,
                            GCancellable *cancellable,
                            GError **error);

/* bt-wordpress-answer.c */

/** bt_wordpress_answer: Returns: (transfer full): the JSON of @reply, or %NULL with what
 * it means that there is none. */
JsonNode *bt_wordpress_answer (const BtHttpRequest *request,
                               const BtHttpReply *reply,
                               GError **error);
/** bt_wordpress_unusable: sets the error for an answer that is JSON but not what was
 * asked for. Returns: FALSE */
gboolean bt_wordpress_unusable (gboolean changes, const char *why, GError **error);

/* bt-wordpress-text.c */

/** bt_wordpress_plain: Returns: (transfer full): @text with character references
 * decoded, in NFC, trimmed: for comparing what WordPress rewrites ("&amp;"). */
char *bt_wordpress_plain (const char *text);
/** bt_wordpress_html: Returns: (transfer full): plain @text as HTML, as WordPress keeps
 * names of terms and captions. */
char *bt_wordpress_html (const char *text);
/** bt_wordpress_raw: a field that is {"raw": …, "rendered": …} with context=edit.
 * Returns: (nullable): %NULL if there is no raw text */
const char *bt_wordpress_raw (JsonObject *object, const char *member);

/** bt_wordpress_words: such a field as plain text, from the rendered one where there is
 * no raw text. Returns: (transfer full) */
char *bt_wordpress_words (JsonObject *object, const char *member);

/* The interface's functions. */
BtPortalSite *bt_wordpress_discover (BtPortal *, GCancellable *, GError **);
BtPortalUser *bt_wordpress_whoami (BtPortal *, GCancellable *, GError **);
GPtrArray *
bt_wordpress_list_terms (BtPortal *, BtTermKind, const char *, GCancellable *, GError **);
BtPortalTerm *bt_wordpress_create_term (BtPortal *,
                                        BtTermKind,
                                        const char *,
                                        GCancellable *,
                                        GError **);
BtPortalMedia *bt_wordpress_upload (BtPortal *,
                                    const BtPortalUpload *,
                                    BtPortalProgress,
                                    gpointer,
                                    GCancellable *,
                                    GError **);
BtPortalMedia *
bt_wordpress_find_media (BtPortal *, const char *, GCancellable *, GError **);
BtPortalMedia *bt_wordpress_get_media (BtPortal *, gint64, GCancellable *, GError **);
BtPortalMedia *bt_wordpress_update_media (BtPortal *,
                                          gint64,
                                          const BtPortalUpload *,
                                          GCancellable *,
                                          GError **);
BtPortalPost *
bt_wordpress_create_post (BtPortal *, const BtPortalChange *, GCancellable *, GError **);
BtPortalPost *bt_wordpress_update_post (BtPortal *,
                                        gint64,
                                        const BtPortalChange *,
                                        GCancellable *,
                                        GError **);
BtPortalPost *bt_wordpress_get_post (BtPortal *, gint64, GCancellable *, GError **);
char *bt_wordpress_preview_link (BtPortal *portal,
                                 gint64 id,
                                 char **status,
                                 GCancellable *cancellable,
                                 GError **error);
GPtrArray *bt_wordpress_find_posts (BtPortal *, const char *, GCancellable *, GError **);

G_END_DECLS
