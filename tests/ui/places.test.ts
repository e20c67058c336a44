import { expect, test } from 'vitest';
import { placesOf } from '../../ui/places.ts';

test('同一框架里同一段的几条发现是一处，按各处头一条的次序', () => {
  const at = (id: string, frameId: number, paragraph: number) => ({ id, level: 'danger' as const, frameId, paragraph });
  const places = placesOf([at('a', 0, 1), at('b', 0, 2), at('c', 0, 1), at('d', 3, 1)]);
  expect(places.map((place) => place.map(({ id }) => id).join(''))).toEqual(['ac', 'b', 'd']);
});
