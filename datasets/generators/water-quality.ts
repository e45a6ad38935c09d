/** 水质监测断面月度评价 and 水质自动监测站逐时数据（示例数据）: two tables over the same invented sections. */
import { at, type Random, randomFrom } from './random.ts';
import { classOf, type Section, sections, type WaterSample, waterClasses } from './rivers.ts';
import { type GeneratorOptions, writeCsv } from './write-csv.ts';

/**
 * Water in °C by the day of the year (0–365): close to freezing until April, warmest about 1 August. Rounded,
 * because the last digits of a cosine differ between machines.
 */
const temperature = (day: number): number =>
  round(Math.max(0.3, 11 + 12.5 * Math.cos(((day - 213) / 365) * 2 * Math.PI)), 3);

const round = (value: number, digits: number): number => Number(value.toFixed(digits));

/** What is measured at a section in water of this temperature: cold water holds more oxygen, burdened water less. */
function sampleAt({ burden }: Section, celsius: number, random: Random): WaterSample {
  const noise = (spread: number): number => 1 + (random() - 0.5) * spread;
  return {
    ph: round(7.6 + (random() - 0.5) * 1.2, 2),
    dissolvedOxygen: round((14.6 - 0.33 * celsius) * (1 - 0.45 * burden) * noise(0.2), 2),
    permanganateIndex: round((1.5 + 8 * burden) * noise(0.5), 2),
    ammoniaNitrogen: round((0.06 + 1.6 * burden * burden) * noise(0.8), 3),
    totalPhosphorus: round((0.015 + 0.28 * burden * burden) * noise(0.6), 3),
  };
}

const measured = ({
  ph,
  dissolvedOxygen,
  permanganateIndex,
  ammoniaNitrogen,
  totalPhosphorus,
}: WaterSample): string =>
  [
    ph.toFixed(2),
    dissolvedOxygen.toFixed(2),
    permanganateIndex.toFixed(2),
    ammoniaNitrogen.toFixed(3),
    totalPhosphorus.toFixed(3),
  ].join(',');
const measuredHeader = [
  'ph',
  'dissolved_oxygen',
  'permanganate_index',
  'ammonia_nitrogen',
  'total_phosphorus',
] as const;

/** Sixty sections a month from November 2024: what was measured, its class, and whether the target was met. */
export function monthlyWaterQuality(options: GeneratorOptions): Promise<void> {
  const random = randomFrom(options.seed);
  const header = [
    ...['section_code', 'section', 'river', 'river_system', 'prefecture_code', 'prefecture', 'month'],
    ...measuredHeader,
    ...['water_class', 'target_class', 'target_met'],
  ];
  return writeCsv(options, header, (index) => {
    const section = at(sections, index % sections.length);
    const month = new Date(Date.UTC(2024, 10 + Math.floor(index / sections.length), 1));
    const sample = sampleAt(section, temperature(month.getUTCMonth() * 30.4 + 15), random);
    const found = classOf(sample);
    const target = Math.min(4, 1 + Math.floor(section.burden * 4));
    const { code, name, river, system, prefectureCode, prefecture } = section;
    return [
      ...[code, name, river, system, prefectureCode, prefecture, month.toISOString().slice(0, 10)],
      measured(sample),
      ...[at(waterClasses, found), at(waterClasses, target), found <= target],
    ].join(',');
  });
}

const stations = sections.slice(0, 30);
/** 2026-02-18 00:00 in Asia/Shanghai (UTC+8, no daylight saving time). */
const firstHour = Date.UTC(2026, 1, 17, 16);
const hour = 3_600_000;

/** Thirty automatic stations every hour; about 1 % of the hours a station is under maintenance and measures nothing. */
export function hourlyWaterQuality(options: GeneratorOptions): Promise<void> {
  const random = randomFrom(options.seed);
  const header = [
    ...['section_code', 'river', 'prefecture_code', 'observed_at', 'state', 'water_temperature'],
    ...[...measuredHeader, 'water_class'],
  ];
  let observedAt = '';
  let celsius = 0;
  return writeCsv(options, header, (index) => {
    const station = index % stations.length;
    if (station === 0) {
      // local time is UTC moved by eight hours
      const local = new Date(firstHour + (index / stations.length) * hour + 8 * hour);
      observedAt = `${local.toISOString().slice(0, 19)}+08:00`;
      const day = (local.getTime() - Date.UTC(local.getUTCFullYear(), 0, 1)) / (24 * hour);
      celsius = temperature(day) + round(0.8 * Math.sin(((local.getUTCHours() - 9) / 24) * 2 * Math.PI), 3);
    }
    const { code, river, prefectureCode } = at(stations, station);
    const place = `${code},${river},${prefectureCode},${observedAt}`;
    if (random() < 0.01) return `${place},maintenance,,,,,,,`;
    const water = Math.max(0.1, celsius + (random() - 0.5));
    const sample = sampleAt(at(stations, station), water, random);
    return `${place},normal,${water.toFixed(1)},${measured(sample)},${at(waterClasses, classOf(sample))}`;
  });
}
