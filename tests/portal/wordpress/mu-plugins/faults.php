<?php
// Faults on request: see the head of with-wordpress.

// Takes the first line of the file that is meant for this request, or gives null.
function banthao_fault_of_file ()
{
  $file = fopen (BANTHAO_FAULTS, 'c+');
  if (!$file || !flock ($file, LOCK_EX))
    return null;
  $lines = explode ("\n", stream_get_contents ($file));
  foreach ($lines as &$line)
    {
      $part = preg_split ('/\s+/', trim ($line), 4);
      if (count ($part) < 4 || $part[0][0] == '#' || $part[1] < 1
          || ($part[2] != '*' && $part[2] != $_SERVER['REQUEST_METHOD'])
          || !preg_match ("~{$part[3]}~u", $_SERVER['REQUEST_URI']))
        continue;
      $part[1]--;
      $line = implode (' ', $part);
      rewind ($file);
      ftruncate ($file, 0);
      fwrite ($file, implode ("\n", $lines));
      return $part[0];
    }
  return null;
}

function banthao_answer ($status, $headers, $type, $body)
{
  while (ob_get_level ())
    ob_end_clean ();
  http_response_code ($status);
  header ("Content-Type: $type; charset=UTF-8");
  foreach ($headers as $header)
    header ($header);
  echo $body;
  exit;
}

// The work is done when the callback has run: posts, media and terms are saved by then.
function banthao_after ($what)
{
  add_filter ('rest_request_after_callbacks', function ($response) use ($what) {
    $what ();
    return $response;
  });
}

function banthao_apply_fault ($fault)
{
  [$name, $argument] = explode ('=', $fault, 2) + [1 => ''];
  $page = "<!DOCTYPE html><html><body><h1>Lỗi máy chủ</h1></body></html>\n";
  switch ($name)
    {
    case 'die-after':
      return banthao_after (fn () => banthao_answer (500, [], 'text/html', $page));
    case 'html-after':
      return banthao_after (fn () => banthao_answer (200, [], 'text/html', $page));
    case 'fatal-after':
      return banthao_after (fn () => banthao_no_such_function ());
    case 'slow':
      return usleep ((int) ((float) $argument * 1e6));
    case 'slow-after':
      return banthao_after (fn () => usleep ((int) ((float) $argument * 1e6)));
    case 'warnings':
      echo "<br />\n<b>Warning</b>:  Undefined variable \$x in <b>/var/www/plugin.php</b><br />\n";
      return;
    case 'bom':
      echo "\u{FEFF}";
      return;
    case 'fatal-subsizes':
      return add_filter ('intermediate_image_sizes_advanced', fn () => banthao_no_such_function ());
    case 'maintenance':
      return banthao_answer (503, ['Retry-After: ' . ($argument ?: 600)], 'text/html', $page);
    case 'too-many':
      return banthao_answer (429, ['Retry-After: ' . ($argument ?: 60)], 'text/html', $page);
    case 'strip-auth':
      unset ($_SERVER['PHP_AUTH_USER'], $_SERVER['PHP_AUTH_PW'], $_SERVER['HTTP_AUTHORIZATION']);
      return;
    case 'rest-off':
      return add_filter ('rest_authentication_errors',
        fn () => new WP_Error ('rest_disabled', 'REST is off', ['status' => 401]));
    case 'blind-search':
      return add_action ('pre_get_posts', fn ($query) => $query->get ('s') && $query->set ('post__in', [0]));
    case 'alter-content':
      return add_filter ('wp_insert_post_data', function ($data) {
        $data['post_content'] .= "\n<p>Quảng cáo</p>";
        return $data;
      });
    default:
      banthao_answer (500, [], 'text/plain', "no such fault: $name\n");
    }
}

$banthao_fault = $_SERVER['HTTP_X_BANTHAO_FAULT']
  ?? (is_file (BANTHAO_FAULTS) && filesize (BANTHAO_FAULTS) ? banthao_fault_of_file () : null);
if ($banthao_fault && PHP_SAPI != 'cli')
  banthao_apply_fault ($banthao_fault);
