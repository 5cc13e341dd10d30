/* For the kinds of portals: making errors.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "portal/bt-portal.h"

G_BEGIN_DECLS

/**
 * BtPortalFailure: the facts of a refusal, for the accessors of #BtPortalError.
 * @code: (nullable): the portal's own word
 * @term: the id of the term that has the name already
 */
typedef struct
{
  guint status;
  const char *code;
  guint retry_after;
  gint64 media;
  gint64 term;
} BtPortalFailure;

/** bt_portal_set_error: @failure: (nullable): copied. */
void bt_portal_set_error (GError **error,
                          BtPortalError kind,
                          const BtPortalFailure *failure,
                          const char *format,
                          ...) G_GNUC_PRINTF (4, 5);

/** bt_portal_error_get_term: Returns: the term that was in the way, 0 if none */
gint64 bt_portal_error_get_term (const GError *error);
/** bt_portal_error_set_media: puts the id of a media item that exists all the same into
 * @error, if that is a #BtPortalError. */
void bt_portal_error_set_media (GError *error, gint64 media);

G_END_DECLS
