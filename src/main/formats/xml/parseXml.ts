import { XMLParser } from 'fast-xml-parser';
import { AppError } from '../../../shared/errors/AppError.ts';
import { errorMessage } from '../../../shared/errors/errorMessage.ts';

/** Element or attribute of a parsed text; what is written once and what is written several times are both lists. */
export type XmlElement = Readonly<Record<string, unknown>>;

/**
 * Refuses a text that declares a document type: entities in it can grow without end, or name other files.
 *
 * @throws AppError `invalid-input` naming the file
 */
export function expectNoDoctype(text: string, file: string): void {
  if (!/<!\s*(doctype|entity)/i.test(text)) return;
  throw new AppError(
    'invalid-input',
    `${file} declares a document type (<!DOCTYPE>), which no annotation needs and which can fill the memory. Remove it.`,
  );
}

/**
 * The elements of a text of XML, each name a list; attributes and texts stay as they are written.
 *
 * @throws AppError `invalid-input` naming the file
 */
export function parseXml(text: string, file: string): XmlElement {
  expectNoDoctype(text, file);
  const parser = new XMLParser({
    ...{
      ignoreAttributes: false,
      attributeNamePrefix: '@',
      parseTagValue: false,
      parseAttributeValue: false,
    },
    isArray: (_name: string, _path: unknown, _leaf: boolean, isAttribute: boolean) => !isAttribute,
  });
  try {
    return parser.parse(text, true) as XmlElement;
  } catch (cause) {
    throw new AppError('invalid-input', `${file} is not readable XML (${errorMessage(cause)}).`, { cause });
  }
}
