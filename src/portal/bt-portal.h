/* What a portal can do, whatever its kind.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * BtPortalError: decided by what it means for the sender, not by the status code alone.
 * @BT_PORTAL_ERROR_ADDRESS: not an address, plain http to another machine, or an address
 *   that leads to another site
 * @BT_PORTAL_ERROR_OFFLINE: no connection was made: nothing was sent
 * @BT_PORTAL_ERROR_UNKNOWN_OUTCOME: a request that changes something was sent, wholly or
 *   in part, but no usable answer came: cut, timed out, 5xx, HTML or junk where JSON was
 *   due. It may or may not have happened: look before trying again
 * @BT_PORTAL_ERROR_TLS: the certificate is not to be trusted: nothing was sent
 * @BT_PORTAL_ERROR_NO_INTERFACE: a web site, but no interface of this kind (REST off)
 * @BT_PORTAL_ERROR_SIGN_IN: user or password refused, revoked, or application passwords
 *   off, or the host takes the Authorization header away
 * @BT_PORTAL_ERROR_FORBIDDEN: signed in, but this role may not
 * @BT_PORTAL_ERROR_NOT_FOUND: no such post, media item or term
 * @BT_PORTAL_ERROR_TRASHED: the post is in the portal's trash
 * @BT_PORTAL_ERROR_REFUSED: the portal (or, without a code, a firewall before it) will
 *   not take this content; trying again is useless
 * @BT_PORTAL_ERROR_TOO_LARGE: 413, or the like
 * @BT_PORTAL_ERROR_CHECKSUM: the bytes arrived damaged (412): send again
 * @BT_PORTAL_ERROR_BUSY: 429, or 503 with Retry-After: nothing was done; try again after
 *   bt_portal_error_get_retry_after()
 * @BT_PORTAL_ERROR_UNREADABLE: the answer to a question that changes nothing was lost or
 *   not usable: ask again later
 * @BT_PORTAL_ERROR_CHANGED: the post is no longer as @unmodified_since says: nothing was
 *   done
 *
 * Cancelling is %G_IO_ERROR_CANCELLED; a change that was cancelled may have happened all
 * the same. A file that cannot be read is a #GIOErrorEnum.
 */
typedef enum
{
  BT_PORTAL_ERROR_ADDRESS,
  BT_PORTAL_ERROR_OFFLINE,
  BT_PORTAL_ERROR_UNKNOWN_OUTCOME,
  BT_PORTAL_ERROR_TLS,
  BT_PORTAL_ERROR_NO_INTERFACE,
  BT_PORTAL_ERROR_SIGN_IN,
  BT_PORTAL_ERROR_FORBIDDEN,
  BT_PORTAL_ERROR_NOT_FOUND,
  BT_PORTAL_ERROR_TRASHED,
  BT_PORTAL_ERROR_REFUSED,
  BT_PORTAL_ERROR_TOO_LARGE,
  BT_PORTAL_ERROR_CHECKSUM,
  BT_PORTAL_ERROR_BUSY,
  BT_PORTAL_ERROR_UNREADABLE,
  BT_PORTAL_ERROR_CHANGED,
} BtPortalError;

#define BT_PORTAL_ERROR (bt_portal_error_quark ())
GQuark bt_portal_error_quark (void);

/** bt_portal_error_get_status: Returns: the HTTP status of an error, 0 when there was
 * none */
guint bt_portal_error_get_status (const GError *error);
/** bt_portal_error_get_code: Returns: (nullable): the portal's own word, "rest_forbidden"
 */
const char *bt_portal_error_get_code (const GError *error);
/** bt_portal_error_get_retry_after: Returns: seconds that the portal asked to wait, 0 if
 * none */
guint bt_portal_error_get_retry_after (const GError *error);
/** bt_portal_error_get_media: Returns: the id of a media item that exists although the
 * request failed (X-WP-Upload-Attachment-ID), 0 if none */
gint64 bt_portal_error_get_media (const GError *error);

/**
 * BtPortalUser: who is signed in and what they may do.
 */
typedef struct
{
  gint64 id;
  char *login;
  char *name;
  char **roles;
  gboolean may_publish;
  gboolean may_edit_others;
  gboolean may_upload;
  gboolean may_manage_sections;
} BtPortalUser;

void bt_portal_user_free (BtPortalUser *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtPortalUser, bt_portal_user_free)

/** bt_portal_user_to_json: for keeping between runs. Returns: (transfer full) */
char *bt_portal_user_to_json (const BtPortalUser *self);
BtPortalUser *bt_portal_user_from_json (const char *json, GError **error);

/**
 * BtPortalSite: what the portal says of itself.
 * @api: the interface's address
 * @time_zone: IANA name or offset
 * @authorize_url: (nullable): where a user approves this program
 */
typedef struct
{
  char *name;
  char *url;
  char *api;
  char *time_zone;
  char *authorize_url;
  gboolean app_passwords;
} BtPortalSite;

void bt_portal_site_free (BtPortalSite *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtPortalSite, bt_portal_site_free)

typedef enum
{
  BT_TERM_SECTION,
  BT_TERM_TAG,
} BtTermKind;

typedef struct
{
  gint64 id;
  gint64 parent;
  char *name;
  char *slug;
} BtPortalTerm;

void bt_portal_term_free (BtPortalTerm *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtPortalTerm, bt_portal_term_free)

/**
 * BtPortalPost: a post as the portal holds it (raw texts, not rendered ones).
 * @status: the portal's word: "draft", "pending", "future", "publish", "trash", "private"
 * @date_gmt: (nullable): ISO 8601 without offset, UTC; %NULL where the portal has none
 * @token: changes whenever the post does, as far as the portal can tell
 * @may_publish: whether the signed-in user may publish this one
 */
typedef struct
{
  gint64 id;
  gint64 author;
  char *title;
  char *content;
  char *excerpt;
  char *slug;
  char *status;
  char *date_gmt;
  char *modified_gmt;
  char *link;
  char *token;
  gint64 featured_media;
  GArray *sections;
  GArray *tags;
  gboolean may_publish;
} BtPortalPost;

#define BT_TYPE_PORTAL_POST (bt_portal_post_get_type ())
GType bt_portal_post_get_type (void);
BtPortalPost *bt_portal_post_copy (const BtPortalPost *self);
void bt_portal_post_free (BtPortalPost *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtPortalPost, bt_portal_post_free)

/**
 * BtPortalChange: what to write; only what is set is sent.
 * @title, @content, @excerpt, @slug, @status: %NULL leaves them
 * @date_gmt: only for scheduling; "" takes a date off (publish now)
 * @featured_media: -1 leaves it, 0 takes it off
 * @sections, @tags: (element-type gint64): %NULL leaves them
 * @unmodified_since: (nullable): for an update, the @modified_gmt that it was made for.
 *   Portals that honour it refuse with %BT_PORTAL_ERROR_CHANGED; others ignore it, so
 *   the sender compares tokens all the same
 */
typedef struct
{
  const char *title;
  const char *content;
  const char *excerpt;
  const char *slug;
  const char *status;
  const char *date_gmt;
  gint64 featured_media;
  const GArray *sections;
  const GArray *tags;
  const char *unmodified_since;
} BtPortalChange;

#define BT_PORTAL_CHANGE_INIT                                                            \
  {                                                                                      \
    .featured_media = -1                                                                 \
  }

/**
 * BtPortalMedia: an item of the media library.
 * @url: of the full-size file
 */
typedef struct
{
  gint64 id;
  char *slug;
  char *url;
  char *title;
  char *caption;
  char *alt;
  guint width;
  guint height;
} BtPortalMedia;

void bt_portal_media_free (BtPortalMedia *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtPortalMedia, bt_portal_media_free)

/**
 * BtPortalUpload: a picture on its way.
 * @path: of the file to send
 * @name: unique, ASCII, with extension; the same picture is always sent under the same
 * name, so that it can be found again
 * @mime: "image/jpeg"
 */
typedef struct
{
  const char *path;
  const char *name;
  const char *mime;
  const char *title;
  const char *caption;
  const char *alt;
} BtPortalUpload;

/** BtPortalProgress: called from another thread while bt_portal_upload() blocks, some ten
 * times a second. @sent: bytes that have left this machine. */
typedef void (*BtPortalProgress) (guint64 sent, guint64 total, gpointer data);

/**
 * BtPortal:
 *
 * All functions block until the answer is there and are for worker threads; they may be
 * called from several threads at once and stop soon after @cancellable is cancelled. None
 * retries a request that changes something: that is for the sync room, which looks first.
 */
#define BT_TYPE_PORTAL (bt_portal_get_type ())
G_DECLARE_INTERFACE (BtPortal, bt_portal, BT, PORTAL, GObject)

struct _BtPortalInterface
{
  GTypeInterface parent;

  BtPortalSite *(*discover) (BtPortal *, GCancellable *, GError **);
  BtPortalUser *(*whoami) (BtPortal *, GCancellable *, GError **);
  GPtrArray *(
      *list_terms) (BtPortal *, BtTermKind, const char *, GCancellable *, GError **);
  BtPortalTerm *(
      *create_term) (BtPortal *, BtTermKind, const char *, GCancellable *, GError **);
  BtPortalMedia *(*upload) (BtPortal *,
                            const BtPortalUpload *,
                            BtPortalProgress,
                            gpointer,
                            GCancellable *,
                            GError **);
  BtPortalMedia *(*find_media) (BtPortal *, const char *, GCancellable *, GError **);
  BtPortalMedia *(*get_media) (BtPortal *, gint64, GCancellable *, GError **);
  BtPortalMedia *(*update_media) (BtPortal *,
                                  gint64,
                                  const BtPortalUpload *,
                                  GCancellable *,
                                  GError **);
  BtPortalPost *(*create_post) (BtPortal *,
                                const BtPortalChange *,
                                GCancellable *,
                                GError **);
  BtPortalPost *(*update_post) (BtPortal *,
                                gint64,
                                const BtPortalChange *,
                                GCancellable *,
                                GError **);
  BtPortalPost *(*get_post) (BtPortal *, gint64, GCancellable *, GError **);
  GPtrArray *(*find_posts) (BtPortal *, const char *, GCancellable *, GError **);
  char *(*preview_link) (BtPortal *, gint64, char **, GCancellable *, GError **);
};

/** bt_portal_discover: finds the interface from the site's address; needs no sign-in.
 * Returns: (transfer full) */
BtPortalSite *
bt_portal_discover (BtPortal *self, GCancellable *cancellable, GError **error);
/** bt_portal_whoami: checks the password and says what the user may do. Returns:
 * (transfer full) */
BtPortalUser *
bt_portal_whoami (BtPortal *self, GCancellable *cancellable, GError **error);
/** bt_portal_list_terms: @search: (nullable). All pages. Returns: (transfer full)
 * (element-type BtPortalTerm) */
GPtrArray *bt_portal_list_terms (BtPortal *self,
                                 BtTermKind kind,
                                 const char *search,
                                 GCancellable *cancellable,
                                 GError **error);
/** bt_portal_create_term: makes it, or gives the one that is there already (term_exists).
 * Returns: (transfer full) */
BtPortalTerm *bt_portal_create_term (BtPortal *self,
                                     BtTermKind kind,
                                     const char *name,
                                     GCancellable *cancellable,
                                     GError **error);
/** bt_portal_upload: sends a picture with its checksum, caption, alt text and title.
 * Returns: (transfer full) */
BtPortalMedia *bt_portal_upload (BtPortal *self,
                                 const BtPortalUpload *upload,
                                 BtPortalProgress progress,
                                 gpointer progress_data,
                                 GCancellable *cancellable,
                                 GError **error);
/** bt_portal_find_media: @name: the file name it was sent under. Returns: (transfer full)
 * (nullable): %NULL without @error when there is none */
BtPortalMedia *bt_portal_find_media (BtPortal *self,
                                     const char *name,
                                     GCancellable *cancellable,
                                     GError **error);
/** bt_portal_get_media: where the signed-in user may not edit the item, its words are
 * those that readers see. */
BtPortalMedia *bt_portal_get_media (BtPortal *self,
                                    gint64 id,
                                    GCancellable *cancellable,
                                    GError **error);
/** bt_portal_update_media: writes title, caption and alt text of @upload; clears what is
 * "". */
BtPortalMedia *bt_portal_update_media (BtPortal *self,
                                       gint64 id,
                                       const BtPortalUpload *upload,
                                       GCancellable *cancellable,
                                       GError **error);
BtPortalPost *bt_portal_create_post (BtPortal *self,
                                     const BtPortalChange *change,
                                     GCancellable *cancellable,
                                     GError **error);
BtPortalPost *bt_portal_update_post (BtPortal *self,
                                     gint64 id,
                                     const BtPortalChange *change,
                                     GCancellable *cancellable,
                                     GError **error);
/** bt_portal_get_post: as the portal holds it now. %BT_PORTAL_ERROR_NOT_FOUND when
 * deleted; a trashed one is returned with status "trash". */
BtPortalPost *
bt_portal_get_post (BtPortal *self, gint64 id, GCancellable *cancellable, GError **error);
/** bt_portal_find_posts: posts whose content holds @key, of any status, trash too.
 * Returns: (transfer full) (element-type BtPortalPost): oldest first */
GPtrArray *bt_portal_find_posts (BtPortal *self,
                                 const char *key,
                                 GCancellable *cancellable,
                                 GError **error);

/**
 * bt_portal_preview_link:
 * @status: (out) (optional) (transfer full): the portal's word for where the post stands
 *
 * The page on which a post can be looked at in the portal's own theme: where readers find
 * it when it is published, else where those see it who are signed in there with a browser.
 * Always a page of the portal's own site, whatever it says. %BT_PORTAL_ERROR_TRASHED when
 * the post is in the trash.
 *
 * Returns: (transfer full): the address
 */
char *bt_portal_preview_link (BtPortal *self,
                              gint64 id,
                              char **status,
                              GCancellable *cancellable,
                              GError **error);

/**
 * bt_portal_new:
 * @kind: "wordpress"
 * @url: the site's address; "https://" is put before a bare one; plain http only for this
 *   machine's own loopback
 * @api: (nullable): the interface's address from an earlier discovery
 * @user, @password: (nullable): without them only bt_portal_discover() works
 *
 * Returns: (transfer full): the portal, or %NULL with %BT_PORTAL_ERROR_ADDRESS
 */
BtPortal *bt_portal_new (const char *kind,
                         const char *url,
                         const char *api,
                         const char *user,
                         const char *password,
                         GError **error);

/** bt_portal_kinds: Returns: the kinds that are spoken, %NULL-terminated */
const char *const *bt_portal_kinds (void);

G_END_DECLS
