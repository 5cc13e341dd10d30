/* XMP (ISO 16684-1): one packet of RDF in XML.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/bt-photo-private.h"

G_BEGIN_DECLS

#define BT_XMP_RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define BT_XMP_NOTE "http://ns.adobe.com/xmp/note/"

typedef enum
{
  BT_XMP_SIMPLE,
  BT_XMP_ALT,
  BT_XMP_SEQ,
  BT_XMP_BAG,
} BtXmpForm;

/** BtXmpProperty: where a field stands. Source: photos.md, g; IPTC Photo Metadata Standard
 * 2021.1. */
typedef struct
{
  BtPhotoField field;
  const char *uri;
  const char *prefix;
  const char *name;
  BtXmpForm form;
} BtXmpProperty;
extern const BtXmpProperty bt_xmp_properties[BT_N_PHOTO_FIELDS];

/** bt_xmp_find: Returns: (nullable): the property of this name that is a field */
const BtXmpProperty *bt_xmp_find (const char *uri, const char *name);

/**
 * BtXmpNames: which namespace a prefix means where the reader stands.
 */
typedef struct
{
  GPtrArray *bindings;
  GArray *marks;
} BtXmpNames;

void bt_xmp_names_init (BtXmpNames *self);
void bt_xmp_names_clear (BtXmpNames *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BtXmpNames, bt_xmp_names_clear)
/** bt_xmp_names_push: at the beginning of an element. Returns: FALSE when there are more
 * than any program writes */
gboolean bt_xmp_names_push (BtXmpNames *self, const char **names, const char **values);
void bt_xmp_names_pop (BtXmpNames *self);
/** bt_xmp_names_resolve: @local: (out): points into @name. Returns: its namespace, "" for
 * none */
const char *bt_xmp_names_resolve (BtXmpNames *self, const char *name, const char **local);

/** bt_xmp_text: Returns: (transfer full) (nullable): the XML in a packet without what stands
 * around it; %NULL when it is no UTF-8 or too long */
char *bt_xmp_text (GBytes *packet);

/** bt_xmp_read: the fields of @packet; nothing when it is damaged. @lens: (out) (nullable):
 * aux:Lens. Returns: whether it is XMP */
gboolean bt_xmp_read (GBytes *packet, char *fields[BT_N_PHOTO_FIELDS], char **lens);

G_END_DECLS
