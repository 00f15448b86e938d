'use client';

import { useState, type PointerEvent, type ReactNode } from 'react';
import type { Point } from '../lib/plane';
import type { Dot } from '../lib/search';

interface PlotProps {
  dots: Dot[];
  /** The bodies of the texts found, best first. */
  hits?: string[];
  /** Where the query is. */
  query?: Point;
}

const width = 420;
const height = 320;
const margin = 16;
/** Distance within which a dot is pointed at. */
const reach = 20;

/**
 * All texts on the plane on which they differ most. The list of results says the same in words, so a screen reader
 * announces this as one picture.
 */
export function Plot({ dots, hits = [], query }: PlotProps) {
  const [pointed, setPointed] = useState<Dot>();
  const place = scaleOf(query ? [...dots, query] : dots);

  /** The dots are smaller than a finger, so the nearest one counts. */
  function point({ currentTarget, clientX, clientY }: PointerEvent<SVGSVGElement>) {
    const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(currentTarget.getScreenCTM()!.inverse());
    const away = (dot: Dot) => Math.hypot(place(dot).x - x, place(dot).y - y);
    const nearest = dots.reduce((best, dot) => (away(dot) < away(best) ? dot : best));
    setPointed(away(nearest) < reach ? nearest : undefined);
  }

  const found = hits.map((body) => dots.find((dot) => dot.body === body)!);
  const about = query
    ? `The query, and the ${found.length} texts that were found, each with its rank.`
    : 'None has been searched for yet.';
  return (
    <figure className="card plot">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-labelledby="plot-title plot-about"
        onPointerDown={point}
        onPointerMove={point}
      >
        <title id="plot-title">{`${dots.length} texts on a plane; near ones mean something alike`}</title>
        <desc id="plot-about">{about}</desc>
        {dots.map((dot) => (
          <circle key={dot.body} className="text" r={3} {...circleAt(place(dot))} />
        ))}
        {/* The best one last, so that it lies on top. */}
        {found.map((dot, index) => <Found key={dot.body} rank={index + 1} {...place(dot)} />).toReversed()}
        {query && <Query {...place(query)} />}
        {pointed && <circle className="pointed" r={8.5} {...circleAt(place(pointed))} />}
      </svg>
      <p className="quiet pointed-text">
        {pointed ? `${pointed.topic}: ${pointed.body}` : 'Point at a dot, or touch it, to read its text.'}
      </p>
      <figcaption className="quiet">
        <Sign label="text">
          <circle className="text" cx={8} cy={8} r={4} />
        </Sign>
        {query && (
          <>
            <Sign label="found, with its rank">
              <circle className="found" cx={8} cy={8} r={7} />
            </Sign>
            <Sign label="query">
              <Query x={8} y={8} />
            </Sign>
          </>
        )}
        <span>Two principal components of the vectors</span>
      </figcaption>
    </figure>
  );
}

function Found({ rank, x, y }: { rank: number } & Point) {
  return (
    <g className="found-text">
      <circle className="found" cx={x} cy={y} r={8.5} />
      <text x={x} y={y} dy="0.36em">
        {rank}
      </text>
    </g>
  );
}

function Query({ x, y }: Point) {
  return (
    <path className="query" d={`M ${x} ${y - 7} l 7 7 l -7 7 l -7 -7 z`}>
      <title>The query</title>
    </path>
  );
}

function Sign({ label, children }: { label: string; children: ReactNode }) {
  return (
    <span className="sign">
      <svg viewBox="0 0 16 16" width={16} height={16} aria-hidden="true">
        {children}
      </svg>
      {label}
    </span>
  );
}

/** From coordinates of the plane to those of the picture. */
function scaleOf(points: Point[]): (point: Point) => Point {
  const across = rangeOf(points.map(({ x }) => x));
  const down = rangeOf(points.map(({ y }) => y));
  return ({ x, y }) => ({
    x: round(margin + ((x - across.least) / across.size) * (width - 2 * margin)),
    y: round(height - margin - ((y - down.least) / down.size) * (height - 2 * margin)),
  });
}

function rangeOf(values: number[]): { least: number; size: number } {
  const least = Math.min(...values);
  return { least, size: Math.max(...values) - least || 1 };
}

function circleAt({ x, y }: Point): { cx: number; cy: number } {
  return { cx: x, cy: y };
}

// A tenth of a pixel is enough, and keeps the page small.
function round(value: number): number {
  return Math.round(value * 10) / 10;
}
