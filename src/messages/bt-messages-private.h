/* The tables of the messages room.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "messages/bt-messages.h"

G_BEGIN_DECLS

/**
 * BtWords: one code of an error domain.
 * @name: for programs, stable: "may-not-publish"
 * @message: for people, marked for translation
 */
typedef struct
{
  const char *name;
  const char *message;
} BtWords;

/**
 * BtWordsDomain:
 * @name: for programs, stable: "sync"
 * @words: indexed by code
 */
typedef struct
{
  const char *name;
  GQuark (*quark) (void);
  const BtWords *words;
  guint n_words;
} BtWordsDomain;

/** bt_words_domains: every error domain of the lower rooms. */
const BtWordsDomain *bt_words_domains (guint *n);

/** bt_words_of_system: the words for an error of GIO or of GLib's file functions, whose
 * own messages name calls and addresses. Returns: (nullable) */
const BtWords *bt_words_of_system (const char *domain, int code);

G_END_DECLS
