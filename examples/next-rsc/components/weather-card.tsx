import type { Day, Sky, Weather } from '../lib/weather';
import { Postcard } from './postcard';

/** Rendered on the server with what the tool found. */
export function WeatherCard({ weather }: { weather: Weather }) {
  const { city, sky, temperature, days } = weather;
  return (
    <section className="weather" aria-label={`Weather in ${city}`}>
      <header>
        <SkyPicture sky={sky} />
        <div>
          <h2>{city}</h2>
          <p>{sky}</p>
        </div>
        <p className="temperature">{temperature}&thinsp;°C</p>
      </header>
      <table>
        <caption className="hidden">The next days</caption>
        <thead className="hidden">
          <tr>
            <th scope="col">Day</th>
            <th scope="col">Sky</th>
            <th scope="col">Lowest</th>
            <th scope="col">Highest</th>
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <DayRow key={day.name} {...day} />
          ))}
        </tbody>
      </table>
      <p className="faint">Sample data, made from the name of the city.</p>
      <Postcard city={city} />
    </section>
  );
}

function DayRow({ name, sky, low, high }: Day) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{sky}</td>
      <td className="faint">{low}°</td>
      <td>{high}°</td>
    </tr>
  );
}

function SkyPicture({ sky }: { sky: Sky }) {
  return (
    <svg viewBox="0 0 48 48" width={56} height={56} aria-hidden="true" className="sky">
      {sky === 'sunny' ? <Sun /> : <Cloud />}
      {sky === 'rainy' && <path className="rain" d="M16 36 l-3 7 M25 36 l-3 7 M34 36 l-3 7" />}
    </svg>
  );
}

function Sun() {
  const rays = Array.from({ length: 8 }, (_, index) => index * 45);
  return (
    <g className="sun">
      <circle cx={24} cy={24} r={9} />
      {rays.map((turn) => (
        <path key={turn} d="M24 4 v6" transform={`rotate(${turn} 24 24)`} />
      ))}
    </g>
  );
}

function Cloud() {
  return <path className="cloud" d="M14 33 a8 8 0 0 1 0 -16 a11 11 0 0 1 21 -2 a9 9 0 0 1 -1 18 z" />;
}
