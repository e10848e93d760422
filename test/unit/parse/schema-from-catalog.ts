/** Makes the JSON Schema of the spec language from the catalogue, so that both always say the same. */
import {
  DATA_TYPES,
  GIVEN_DATA,
  LAYER_TYPES,
  LOSSES,
  OPTIMIZERS,
  SECTIONS,
  type OptionSpec,
  type TypeSpec,
  type ValueKind,
} from '../../../src/core/parse/spec/catalog';
import { MAX_RANK, MAX_SIZE } from '../../../src/core/parse/spec/limits';
import { DIM_PATTERN } from '../../../src/core/parse/spec/sizes';
import { NAME_PATTERN } from '../../../src/core/parse/spec/values';

type Schema = Record<string, unknown>;

const ref = (name: string): Schema => ({ $ref: `#/definitions/${name}` });

/** The whole schema, draft 7. */
export function schemaFromCatalog(): Schema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Visualize Backprop model',
    description: 'A network with its loss, optimizer and data, to be watched while it computes.',
    ...mapping(SECTIONS),
    definitions: {
      size: {
        anyOf: [
          { type: 'integer', minimum: 1, maximum: MAX_SIZE },
          { type: 'string', pattern: '^(?!\\s*\\d+\\s*$)[^*]+(\\*[^*]+)*$' },
        ],
      },
      numbers: {
        type: 'array',
        minItems: 1,
        items: { anyOf: [{ type: 'number' }, ref('numbers')] },
      },
      layers: { type: 'array', minItems: 1, items: ref('layer') },
      branch: { type: ['array', 'null'], items: ref('layer') },
      layer: anyOf(LAYER_TYPES),
      loss: anyOf(LOSSES),
      optimizer: anyOf(OPTIMIZERS),
      data: {
        anyOf: [...forms(DATA_TYPES), { ...mapping(GIVEN_DATA), title: 'Given as numbers' }],
      },
    },
  };
}

function anyOf(types: readonly TypeSpec[]): Schema {
  return { anyOf: forms(types) };
}

/** Names that can stand alone, then the forms with options. */
function forms(types: readonly TypeSpec[]): Schema[] {
  const alone = types.filter((type) => !type.options.some((option) => option.required));
  return [
    ...alone.map((type) => ({ const: type.name, description: type.doc() })),
    ...types.map(chosen),
  ];
}

/** `type: main`, `type: { options }`, and options beside the type. */
function chosen(type: TypeSpec): Schema {
  const main = type.options.find((option) => option.name === type.main);
  const inner = mapping(type.options.map((option) => ({ ...option, required: undefined })));
  const own = [inner, ...(main ? [value(main.value)] : []), { type: 'null' }];
  const required = type.options.filter((option) => option.required);
  return {
    type: 'object',
    description: type.doc(),
    properties: { [type.name]: { anyOf: own }, ...properties(type.options) },
    required: [type.name],
    additionalProperties: false,
    ...(required.length > 0 && { allOf: required.map((option) => given(option, type)) }),
  };
}

/** A required option stands beside the type, inside its mapping, or right after it. */
function given(option: OptionSpec, type: TypeSpec): Schema {
  const after = { properties: { [type.name]: { not: { type: ['object', 'null'] } } } };
  const inside = { properties: { [type.name]: { type: 'object', required: [option.name] } } };
  return {
    anyOf: [{ required: [option.name] }, inside, ...(type.main === option.name ? [after] : [])],
  };
}

function mapping(options: readonly OptionSpec[]): Schema {
  const required = options.filter((option) => option.required).map((option) => option.name);
  return {
    type: 'object',
    properties: properties(options),
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  };
}

function properties(options: readonly OptionSpec[]): Schema {
  return Object.fromEntries(options.map((option) => [option.name, property(option)]));
}

function property(option: OptionSpec): Schema {
  const schema = value(option.value);
  const description = option.doc();
  const more = option.default === undefined ? {} : { default: option.default };
  // In draft 7 nothing beside a reference counts.
  return '$ref' in schema
    ? { description, ...more, allOf: [schema] }
    : { description, ...more, ...schema };
}

function value(kind: ValueKind): Schema {
  switch (kind.kind) {
    case 'size':
    case 'layers':
    case 'loss':
    case 'optimizer':
    case 'data':
    case 'numbers':
      return ref(kind.kind);
    case 'integer':
      return { type: 'integer', minimum: kind.min, maximum: kind.max };
    case 'number':
      return {
        type: 'number',
        ...(kind.min !== undefined && { minimum: kind.min }),
        ...(kind.above !== undefined && { exclusiveMinimum: kind.above }),
        ...(kind.max !== undefined && { maximum: kind.max }),
      };
    case 'reals': {
      const item = { type: 'number', minimum: kind.min };
      return { anyOf: [item, { type: 'array', minItems: 1, items: item }] };
    }
    case 'boolean':
      return { type: 'boolean' };
    case 'counts': {
      const item = kind.min > 0 ? ref('size') : { type: 'integer', minimum: kind.min };
      return { anyOf: [item, { type: 'array', minItems: 1, items: item }] };
    }
    case 'integers': {
      const item = { type: 'integer', minimum: kind.min, maximum: kind.max };
      return { anyOf: [item, { type: 'array', minItems: 1, items: item }] };
    }
    case 'padding': {
      const item = { type: 'integer', minimum: 0 };
      return {
        anyOf: [{ enum: ['same', 'valid'] }, item, { type: 'array', minItems: 1, items: item }],
      };
    }
    case 'text':
      return { type: ['string', 'number', 'boolean'] };
    case 'name':
      return { type: 'string', pattern: NAME_PATTERN.source, not: { const: 'input' } };
    case 'choice':
      return { enum: kind.values };
    case 'from': {
      const name = { type: 'string', minLength: 1 };
      return { anyOf: [name, { type: 'array', minItems: 1, items: name }] };
    }
    case 'shape':
      return {
        anyOf: [
          ref('size'),
          { type: 'array', minItems: 1, maxItems: MAX_RANK, items: ref('size') },
        ],
      };
    case 'dims':
      return {
        type: 'object',
        propertyNames: { pattern: DIM_PATTERN.source },
        additionalProperties: ref('size'),
      };
    case 'branches':
      return { type: 'array', minItems: 2, items: ref('branch') };
  }
}
