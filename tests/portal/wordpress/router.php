<?php
// Pretty addresses for PHP's own web server: what is no file goes to index.php.
$root = $_SERVER['DOCUMENT_ROOT'];
$path = rawurldecode (parse_url ($_SERVER['REQUEST_URI'], PHP_URL_PATH));
if ($path != '/' && (is_file ($root . $path) || is_file ("$root/$path/index.php")))
  return false;
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = '/index.php';
unset ($_SERVER['PATH_INFO']);
chdir ($root);
require "$root/index.php";
