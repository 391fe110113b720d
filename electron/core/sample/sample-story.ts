import type { Details } from '../../../shared/evidence.ts';
import type { Place } from '../../../shared/place.ts';
import { frameAt, PACK, SAMPLE_DATE } from './hall-events.ts';
import { HALL_FILE, HALL_RATE } from './hall-film.ts';
import { PHONE_FILE } from './phone-film.ts';
import { PHOTO_FILE, SCAN_FILE } from './protocol-files.ts';
import type { SampleMark } from './sample-case.ts';
import { SECOND_CAMERA_FILE } from './second-camera-film.ts';

export const SAMPLE_TITLE = 'Sample case: station 101';

export const SAMPLE_PLACES: readonly Place[] = [
  {
    code: '101',
    name: 'Station 101 (sample)',
    address: '12 Example Street, Sample City',
    region: 'Sample Region',
  },
];

const OBSERVER = 'Observer at station 101 (sample)';
const DESK = 'Evidence desk (sample)';
const RECEIVED = '2025-12-01T09:00:00+05:00';

/** What is known about each file. Two items lack facts on purpose: the export gate names them, and adding them is the exercise. */
export const SAMPLE_DETAILS: Readonly<Record<string, Details>> = {
  [HALL_FILE]: {
    source: OBSERVER,
    custodian: DESK,
    place: '101',
    recorded: `${SAMPLE_DATE}T10:42:00+05:00`,
    clock:
      'Clock of the camera in the picture; compared with a radio time signal at 07:40 that day, difference below 1 s',
    received: RECEIVED,
    note: 'Invented. Fixed camera in the hall; frame numbers and clock are burnt into the picture.',
  },
  [SECOND_CAMERA_FILE]: {
    source: OBSERVER,
    custodian: DESK,
    place: '101',
    recorded: `${SAMPLE_DATE}T10:42:00+05:00`,
    clock:
      'Clock of the recorder in the picture is 2 min 13 s ahead of camera 1, measured at the first sheet that falls',
    received: RECEIVED,
    note: 'Invented. Same minutes from the other side. An old format that no browser plays: it is shown picture by picture.',
  },
  [PHONE_FILE]: {
    source: OBSERVER,
    recorded: `${SAMPLE_DATE}T20:31:44+05:00`,
    note: 'Invented. To do: state place, clock and custodian, then mark the bundles that change piles.',
  },
  [SCAN_FILE]: {
    source: 'Copy requested from the territorial commission (sample)',
    custodian: DESK,
    place: '101',
    recorded: `${SAMPLE_DATE}T23:40:00+05:00`,
    clock: 'Time of signing written on page 2',
    received: '2025-12-03T15:20:00+05:00',
    note: 'Invented. Compare its figures with the photographed copy.',
  },
  [PHOTO_FILE]: {
    source: OBSERVER,
    custodian: DESK,
    place: '101',
    recorded: `${SAMPLE_DATE}T22:55:00+05:00`,
    received: RECEIVED,
    note: 'Invented. To do: state how the time of the photograph is known, then mark the lines that differ from the scan.',
  },
};

export const SAMPLE_MARKS: readonly SampleMark[] = [
  {
    file: HALL_FILE,
    span: { in: frameAt(HALL_RATE, PACK.reaches), out: frameAt(HALL_RATE, PACK.leaves) - 1 },
    title: 'Seven sheets put into the box one after another',
    violations: ['B1'],
    note: 'One person, standing at the box, while nobody is at the table. The voter before put in one sheet.',
  },
  {
    file: SCAN_FILE,
    span: { page: 1 },
    title: 'Lines 6 and 7 exceed lines 3 and 4; lines 10 to 13 exceed line 9',
    violations: ['F1'],
    note: 'In boxes 64 + 1131 = 1195, issued 1102 + 64 = 1166. Votes 741 + 240 + 161 + 41 = 1183, valid 1174.',
  },
];
