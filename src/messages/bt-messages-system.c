/* Errors of the system: files and folders, the network before any portal.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "messages/bt-messages-private.h"

/**
 * SystemWords:
 * @io, @file: the #GIOErrorEnum and the #GFileError that say the same; -1 for none
 */
typedef struct
{
  int io;
  int file;
  BtWords words;
} SystemWords;

static const SystemWords system_words[] = {
  { G_IO_ERROR_CANCELLED, -1, { "cancelled", N_ ("It was cancelled.") } },
  { G_IO_ERROR_NOT_FOUND,
    G_FILE_ERROR_NOENT,
    { "not-found", N_ ("There is no such file. Check its name.") } },
  { G_IO_ERROR_EXISTS,
    G_FILE_ERROR_EXIST,
    { "exists", N_ ("There is a file of this name already. Choose another name.") } },
  { G_IO_ERROR_IS_DIRECTORY,
    G_FILE_ERROR_ISDIR,
    { "is-folder", N_ ("This is a folder, not a file. Choose a file.") } },
  { G_IO_ERROR_NOT_DIRECTORY,
    G_FILE_ERROR_NOTDIR,
    { "not-folder",
      N_ ("A part of this file's address is not a folder. Check its name.") } },
  { G_IO_ERROR_PERMISSION_DENIED,
    G_FILE_ERROR_ACCES,
    { "not-allowed",
      N_ ("You may not open or write this file. Check its permissions.") } },
  { G_IO_ERROR_READ_ONLY,
    G_FILE_ERROR_ROFS,
    { "read-only", N_ ("This place cannot be written to. Choose another folder.") } },
  { G_IO_ERROR_NO_SPACE,
    G_FILE_ERROR_NOSPC,
    { "no-space", N_ ("The disk is full. Free some space and try again.") } },
  { G_IO_ERROR_FILENAME_TOO_LONG,
    G_FILE_ERROR_NAMETOOLONG,
    { "bad-name",
      N_ ("This file name cannot be used. Choose a shorter or simpler one.") } },
  { G_IO_ERROR_TIMED_OUT,
    -1,
    { "timed-out", N_ ("It took too long, so it was given up. Try again.") } },
  { G_IO_ERROR_CONNECTION_REFUSED,
    -1,
    { "unreachable",
      N_ ("The other computer cannot be reached. Check the network and the address.") } },
};

/* Codes that mean the same to people. */
static int
like (int code)
{
  switch (code)
    {
    case G_IO_ERROR_INVALID_FILENAME:
      return G_IO_ERROR_FILENAME_TOO_LONG;
    case G_IO_ERROR_HOST_NOT_FOUND:
    case G_IO_ERROR_HOST_UNREACHABLE:
    case G_IO_ERROR_NETWORK_UNREACHABLE:
      return G_IO_ERROR_CONNECTION_REFUSED;
    default:
      return code;
    }
}

const BtWords *
bt_words_of_system (const char *domain, int code)
{
  gboolean io = g_str_equal (domain, g_quark_to_string (G_IO_ERROR));
  gboolean file = g_str_equal (domain, g_quark_to_string (G_FILE_ERROR));
  guint i;

  if (code < 0)
    return NULL;
  if (io)
    code = like (code);
  else if (file && code == G_FILE_ERROR_PERM)
    code = G_FILE_ERROR_ACCES;

  for (i = 0; i < G_N_ELEMENTS (system_words); i++)
    if ((io && system_words[i].io == code) || (file && system_words[i].file == code))
      return &system_words[i].words;
  return NULL;
}
