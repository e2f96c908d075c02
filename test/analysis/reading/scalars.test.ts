import { misread } from '../../../analysis/reading/scalars';
import type { Scalar } from '../../../analysis/schema/schema';

const accepted: readonly (readonly [Scalar, unknown])[] = [
  ['boolean', false],
  ['byte', ''],
  ['byte', 'aHVudGVyMg=='],
  ['byte', 'aHVu\ndGVy\r\nMg=='],
  ['int32', 0],
  ['int32', -(2 ** 31)],
  ['int32', 2 ** 31 - 1],
  ['int64', 2 ** 40],
  ['intstr', 80],
  ['intstr', '10%'],
  ['intstr', ''],
  ['number', 0.5],
  ['quantity', '1Gi'],
  ['quantity', ' 1Gi '],
  ['quantity', 1],
  ['quantity', 0.5],
  ['string', ''],
  ['time', '2030-01-31T12:00:00Z'],
  ['time', '2024-02-29T23:59:59.123456+02:00'],
];

test.each(accepted)('%s reads %p', (scalar, value) => {
  expect(misread(scalar, value)).toBeUndefined();
});

const refused: readonly (readonly [Scalar, unknown, string])[] = [
  ['boolean', 'true', 'true or false'],
  ['boolean', 0, 'true or false'],
  ['byte', 'hunter2', 'base64'],
  ['byte', 'aHVudGVyMg', 'base64'],
  ['byte', 'aHVu_GVy', 'base64'],
  ['byte', 1, 'base64'],
  ['int32', '3', 'an integer'],
  ['int32', 2.5, 'an integer'],
  ['int32', true, 'an integer'],
  ['int32', Number.NaN, 'an integer'],
  ['int32', 2 ** 31, 'an integer that is not as large'],
  ['int64', 2 ** 63, 'an integer that is not as large'],
  ['intstr', 1.5, 'an integer or a string'],
  ['intstr', {}, 'an integer or a string'],
  ['intstr', 2 ** 31, 'an integer or a string that is not as large'],
  ['number', '0.5', 'a number'],
  ['number', Number.POSITIVE_INFINITY, 'a number'],
  ['quantity', '1Gb', 'a quantity such as 250m or 1Gi'],
  ['quantity', '', 'a quantity such as 250m or 1Gi'],
  ['quantity', true, 'a quantity such as 250m or 1Gi'],
  ['string', 3, 'a string'],
  ['string', false, 'a string'],
  ['string', ['a'], 'a string'],
  ['time', '2030-01-31', 'a time such as 2030-01-31T12:00:00Z'],
  ['time', '2023-02-29T12:00:00Z', 'a time such as 2030-01-31T12:00:00Z'],
  ['time', '2030-01-31T25:00:00Z', 'a time such as 2030-01-31T12:00:00Z'],
  ['time', '2030-01-31 12:00:00', 'a time such as 2030-01-31T12:00:00Z'],
  ['time', 1_900_000_000, 'a time such as 2030-01-31T12:00:00Z'],
];

test.each(refused)('%s does not read %p, expected %s', (scalar, value, expected) => {
  expect(misread(scalar, value)).toBe(expected);
});
