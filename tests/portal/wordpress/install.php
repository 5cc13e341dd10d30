<?php
// install.php WWW DIR URL: sets the site up and prints what tests need to know of it, as JSON.
[, $www, $dir, $url] = $argv;
$_SERVER += ['HTTP_HOST' => substr ($url, 7), 'REQUEST_URI' => '/', 'REQUEST_METHOD' => 'GET',
             'SERVER_PROTOCOL' => 'HTTP/1.1'];
define ('WP_INSTALLING', true);
function wp_new_blog_notification () {}
require "$www/wp-load.php";
require ABSPATH . 'wp-admin/includes/upgrade.php';
add_filter ('pre_http_request', fn () => new WP_Error ('offline'));

$password = wp_generate_password (16, false);
wp_install ('Toà soạn', 'admin', 'admin@toasoan.test', true, '', $password, 'vi');
foreach (['timezone_string' => 'Asia/Ho_Chi_Minh', 'WPLANG' => 'vi',
          'default_comment_status' => 'closed'] as $key => $value)
  update_option ($key, $value);
switch_theme ('banthao-test');
$wp_rewrite->init ();
$wp_rewrite->set_permalink_structure ('/%year%/%monthnum%/%day%/%postname%/');
flush_rewrite_rules (false);

$logins = ['administrator' => 'admin', 'editor' => 'bientap', 'author' => 'phongvien',
           'author2' => 'phongvien2', 'contributor' => 'congtac'];
foreach ($logins as $name => $login)
  {
    $role = rtrim ($name, '2');
    $secret = $login == 'admin' ? $password : wp_generate_password (16, false);
    $id = $login == 'admin' ? 1 : wp_insert_user (['user_login' => $login, 'user_pass' => $secret,
      'user_email' => "$login@toasoan.test", 'role' => $role]);
    [$app] = WP_Application_Passwords::create_new_application_password ($id, ['name' => 'tests']);
    $users[$name] = ['id' => $id, 'role' => $role, 'login' => $login, 'password' => $secret,
                     'app_password' => $app];
  }
echo json_encode (['url' => $url, 'version' => $wp_version, 'dir' => $dir,
                   'faults' => "$dir/faults", 'users' => $users],
                  JSON_UNESCAPED_SLASHES | JSON_PRETTY_PRINT), "\n";
