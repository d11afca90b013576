// What is wider than the page, and only that, can be reached and scrolled by keyboard.  A frame is
// looked at whenever it has another size: when it is shown or opened too, and not the window alone.
// One that a script may focus (-1) stays as it is.
const looked = new ResizeObserver((frames) => {
  for (const { target: frame } of frames) {
    if (frame.scrollWidth > frame.clientWidth) frame.tabIndex = 0;
    else if (frame.getAttribute("tabindex") === "0") frame.removeAttribute("tabindex");
  }
});
const frames = document.querySelectorAll("article pre, .table-frame, .drawing, .output.text_html");
for (const frame of frames) looked.observe(frame);
