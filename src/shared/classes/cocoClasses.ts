import { plainName } from './isSameName.ts';

/** The 80 classes of COCO's instances with the ids that its files give them (cocodataset.org); ten numbers up to 90 have no class. */
const COCO_CLASSES: Readonly<Record<string, number>> = {
  ...{ person: 1, bicycle: 2, car: 3, motorcycle: 4, airplane: 5, bus: 6, train: 7, truck: 8, boat: 9 },
  ...{ 'traffic light': 10, 'fire hydrant': 11, 'stop sign': 13, 'parking meter': 14, bench: 15, bird: 16 },
  ...{ cat: 17, dog: 18, horse: 19, sheep: 20, cow: 21, elephant: 22, bear: 23, zebra: 24, giraffe: 25 },
  ...{ backpack: 27, umbrella: 28, handbag: 31, tie: 32, suitcase: 33, frisbee: 34, skis: 35, snowboard: 36 },
  ...{ 'sports ball': 37, kite: 38, 'baseball bat': 39, 'baseball glove': 40, skateboard: 41, surfboard: 42 },
  ...{ 'tennis racket': 43, bottle: 44, 'wine glass': 46, cup: 47, fork: 48, knife: 49, spoon: 50, bowl: 51 },
  ...{ banana: 52, apple: 53, sandwich: 54, orange: 55, broccoli: 56, carrot: 57, 'hot dog': 58, pizza: 59 },
  ...{ donut: 60, cake: 61, chair: 62, couch: 63, 'potted plant': 64, bed: 65, 'dining table': 67 },
  ...{ toilet: 70, tv: 72, laptop: 73, mouse: 74, remote: 75, keyboard: 76, 'cell phone': 77 },
  ...{ microwave: 78, oven: 79, toaster: 80, sink: 81, refrigerator: 82, book: 84, clock: 85, vase: 86 },
  ...{ scissors: 87, 'teddy bear': 88, 'hair drier': 89, toothbrush: 90 },
};

/** Their names in COCO's order. */
export const COCO_CLASS_NAMES: readonly string[] = Object.keys(COCO_CLASSES);

/** Names of the same things in PASCAL VOC, and other spellings. */
const ALIASES: Readonly<Record<string, string>> = {
  ...{ aeroplane: 'airplane', diningtable: 'dining table', motorbike: 'motorcycle' },
  ...{ pottedplant: 'potted plant', sofa: 'couch', tvmonitor: 'tv', 'tv monitor': 'tv' },
  ...{ doughnut: 'donut', 'hair dryer': 'hair drier', cellphone: 'cell phone' },
};

/** Numbers of classes that COCO does not have begin behind this, far from its things (1 to 90) and stuff (92 to 183). */
const OWN_NUMBERS = 1000;

/** The id that COCO's files give to a class, by its name or an alias, capitals aside; undefined where COCO has none. */
export function cocoIdOf(name: string): number | undefined {
  const plain = plainName(name).replace(/[_-]+/g, ' ');
  const known = Object.hasOwn(ALIASES, plain) ? ALIASES[plain]! : plain;
  return Object.hasOwn(COCO_CLASSES, known) ? COCO_CLASSES[known] : undefined;
}

/**
 * Category ids by label: COCO's own where it has the class, else 1000 and the label. Of two classes that are one in COCO the first has its id.
 *
 * @param classes in their order
 */
export function cocoIds(classes: readonly { label: number; name: string }[]): Map<number, number> {
  const taken = new Set<number>();
  return new Map(
    classes.map(({ label, name }) => {
      const own = cocoIdOf(name);
      const id = own === undefined || taken.has(own) ? OWN_NUMBERS + label : own;
      taken.add(id);
      return [label, id];
    }),
  );
}
