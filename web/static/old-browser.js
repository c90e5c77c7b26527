// Says so in place of the page where the browser is older than Chrome 109, Firefox 120 or Safari
// 16.4: `lh` came with these. Written in the language of 2009, and not part of any build, so that
// such a browser understands it.
/* oxlint-disable no-var -- `let` and `const` are younger than that */
(function () {
  if (window.CSS && CSS.supports && CSS.supports("width", "1lh")) return;
  var notice = document.createElement("div");
  notice.setAttribute("role", "alert");
  notice.style.cssText =
    "position:fixed;z-index:99999;top:0;right:0;bottom:0;left:0;padding:12% 8%;background:#fff;" +
    "color:#1c1a17;font:24px/1.6 sans-serif;text-align:center";
  var lines = [
    "此浏览器版本过旧，无法使用暖线。",
    "请安装 Chrome 109 或更新的版本（Windows 7 也可以安装 Chrome 109）。",
    "This browser is too old for Warmline. Please install Chrome 109 or newer.",
  ];
  for (var at = 0; at < lines.length; at += 1) {
    var line = document.createElement("p");
    line.appendChild(document.createTextNode(lines[at]));
    notice.appendChild(line);
  }
  document.documentElement.appendChild(notice);
})();
