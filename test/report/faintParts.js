/**
 * What is hard to see in an SVG picture: runs in a page of a browser, for the colours that are in force there.
 *
 * A text is held against what is painted below it: at points all over it, the fills of the shapes under it are laid one
 * over the other, from the lowest to the highest. A line is held against the same at points along it, and a frame against
 * what is painted beside it, on its outer side: it may be the fill within the frame, too, that stands out. Where something
 * that is not transparent lies on top, nothing is seen, and nothing is asked. Wanted is what WCAG 2.2 AA asks for: 4.5 for
 * text, 3 for large text, and 3 for lines and frames. Fills without a frame are not looked at.
 */
globalThis.faintParts = (source) => {
  document.body.innerHTML = source;
  const svg = document.querySelector("svg");
  // A point outside the window is not found; the proportions stay.
  svg.setAttribute("style", "position: fixed; left: 0; top: 0; width: 100vw; height: 100vh");

  const colorOf = (style, of) => {
    const numbers = style[of].match(/[\d.]+/g)?.map(Number);
    if (style[of] === "none" || numbers === undefined) return [0, 0, 0, 0];
    const [red, green, blue, alpha = 1] = numbers;
    return [red, green, blue, alpha * Number(style[`${of}Opacity`]) * Number(style.opacity)];
  };
  const over = ([red, green, blue, alpha], below) =>
    [red, green, blue].map((part, index) => part * alpha + below[index] * (1 - alpha));
  const brightness = (color) => {
    const [red, green, blue] = color.map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [dark, bright] = [brightness(one), brightness(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };

  /** The fills of elements at a point, the highest first. */
  const fillsAt = ({ x, y }, elements) =>
    elements.flatMap((element) => {
      if (!(element instanceof SVGGeometryElement)) return [];
      const place = new DOMPoint(x, y).matrixTransform(element.getScreenCTM().inverse());
      return element.isPointInFill(place) ? [colorOf(getComputedStyle(element), "fill")] : [];
    });
  const isOnLine = (element, { x, y }) =>
    element instanceof SVGGeometryElement &&
    colorOf(getComputedStyle(element), "stroke")[3] > 0 &&
    element.isPointInStroke(new DOMPoint(x, y).matrixTransform(element.getScreenCTM().inverse()));
  const laid = (fills, ground) => fills.reduceRight((below, fill) => over(fill, below), ground);
  const paper = [255, 255, 255];

  /** The contrast of an element's paint at a point of it, against what is below; of a frame, or what it holds, to a side. */
  const contrastAt = (element, paint, point, sides) => {
    const all = document.elementsFromPoint(point.x, point.y);
    const index = all.indexOf(element);
    const above = fillsAt(point, all.slice(0, index));
    const isUnderLine = all.slice(0, index).some((other) => isOnLine(other, point));
    if (index < 0 || isUnderLine || above.some(([, , , alpha]) => alpha === 1)) return [];
    const below = laid(fillsAt(point, all.slice(index + 1)), paper);
    const painted = (spot) => laid(fillsAt(spot, document.elementsFromPoint(spot.x, spot.y)), paper);
    const seen = [laid(above, over(paint, below)), ...(sides ? [painted(sides.within)] : [])];
    const ground = sides ? painted(sides.beside) : laid(above, below);
    return [Math.max(...seen.map((color) => contrast(color, ground)))];
  };
  const least = (found) => (found.length === 0 ? undefined : Math.min(...found));

  const texts = [...svg.querySelectorAll("text, tspan")].filter(({ children }) => children.length === 0);
  const ofTexts = texts.map((element) => {
    const style = getComputedStyle(element);
    const { x, y, width, height } = element.getBoundingClientRect();
    const points = [0.02, 0.2, 0.4, 0.6, 0.8, 0.98].flatMap((across) =>
      [0.2, 0.5, 0.8].map((down) => ({ x: x + across * width, y: y + down * height })),
    );
    const size = Number.parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const found = least(points.flatMap((point) => contrastAt(element, colorOf(style, "fill"), point)));
    return { part: element.textContent, found, wanted: isLarge ? 3 : 4.5 };
  });
  const lines = [...svg.querySelectorAll("rect, path, line, circle")].filter(
    (element) => colorOf(getComputedStyle(element), "stroke")[3] > 0,
  );
  const ofLines = lines.map((element) => {
    const style = getComputedStyle(element);
    const length = element.getTotalLength();
    if (length === 0) return { part: "", found: undefined, wanted: 3 };
    const toScreen = element.getScreenCTM();
    // Dashes have gaps, at which nothing is found.
    element.style.strokeDasharray = "none";
    const frame = element.getBoundingClientRect();
    const [middleX, middleY] = [frame.x + frame.width / 2, frame.y + frame.height / 2];
    const found = least(
      Array.from({ length: 24 }, (_, index) => {
        const place = element.getPointAtLength((length * (index + 0.5)) / 24).matrixTransform(toScreen);
        const [across, down] = [(place.x - middleX) / frame.width, (place.y - middleY) / frame.height];
        const outwards = Math.abs(across) > Math.abs(down) ? [Math.sign(across), 0] : [0, Math.sign(down)];
        const aside = (pixels) => ({ x: place.x + pixels * outwards[0], y: place.y + pixels * outwards[1] });
        const sides = element.tagName === "rect" ? { within: aside(-5), beside: aside(5) } : undefined;
        return contrastAt(element, colorOf(style, "stroke"), place, sides);
      }).flat(),
    );
    return { part: `${element.tagName} ${element.getAttribute("class")}`, found, wanted: 3 };
  });
  return {
    texts: ofTexts.length,
    lines: ofLines.length,
    faint: [...ofTexts, ...ofLines].flatMap(({ part, found, wanted }) =>
      found === undefined || found >= wanted ? [] : [`${part}: ${found.toFixed(2)} instead of ${wanted}`],
    ),
  };
};
