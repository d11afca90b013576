// What is wider than the page, and only that, can be reached and scrolled by keyboard.
const frames = document.querySelectorAll("article pre, .table-frame, .drawing, .output.text_html");
const reach = () => {
  for (const frame of frames) {
    if (frame.scrollWidth > frame.clientWidth) frame.tabIndex = 0;
    else frame.removeAttribute("tabindex");
  }
};
reach();
addEventListener("resize", reach);
document.addEventListener("toggle", reach, true);
