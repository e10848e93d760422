/** `torch.device`: where tensors would lie. Here it makes no difference. */
import { native, nativeClass, natives } from '../../python/native';
import { PyInstance, type Value } from '../../python/values';
import { intOf, known } from '../read';

/** The class `torch.device`; instances have the attributes `type` and `index`. */
export const DEVICE = nativeClass(
  'device',
  { module: 'torch' },
  {
    __init__: native('__init__(self, type, index=None)', (bound, interpreter) => {
      const self = bound.get('self') as PyInstance;
      const given = known(bound.get('type'));
      const [type, number] = devicePartsOf(given);
      const index = bound.get('index');
      self.attributes.set('type', type);
      self.attributes.set(
        'index',
        index === null ? number : BigInt(intOf(index, 'index', interpreter)),
      );
      return null;
    }),
    ...natives({
      '__repr__(self)': (bound) => {
        const [type, index] = devicePartsOf(bound.get('self'));
        const end = index === null ? '' : `, index=${index}`;
        return `device(type='${type}'${end})`;
      },
      '__str__(self)': (bound) => deviceText(bound.get('self')),
      '__eq__(self, other)': (bound) => {
        const other = bound.get('other');
        return isDevice(other) && deviceText(bound.get('self')) === deviceText(other);
      },
      '__ne__(self, other)': (bound) => {
        const other = bound.get('other');
        return !isDevice(other) || deviceText(bound.get('self')) !== deviceText(other);
      },
      '__hash__(self)': (bound) => BigInt(deviceText(bound.get('self')).length),
      '__enter__(self)': (bound) => bound.get('self'),
      '__exit__(self, *args)': () => null,
    }),
  },
);

/** A device by its name: `cpu`, `cuda:0`. */
export function deviceValue(name: string): PyInstance {
  const device = new PyInstance(DEVICE);
  const [type, index] = devicePartsOf(name);
  device.attributes.set('type', type);
  device.attributes.set('index', index);
  return device;
}

export function isDevice(value: Value): value is PyInstance {
  return value instanceof PyInstance && value.cls.isSubclassOf(DEVICE);
}

function deviceText(value: Value): string {
  const [type, index] = devicePartsOf(value);
  return index === null ? type : `${type}:${index}`;
}

/** Of a device, a name, or a number, which means a GPU. */
function devicePartsOf(value: Value): [type: string, index: bigint | null] {
  if (value instanceof PyInstance) {
    const type = value.attributes.get('type');
    const index = value.attributes.get('index');
    return [typeof type === 'string' ? type : 'cpu', typeof index === 'bigint' ? index : null];
  }
  if (typeof value === 'bigint') return ['cuda', value];
  const [type, index] = (typeof value === 'string' ? value : 'cpu').split(':');
  return [type!, index !== undefined && /^\d+$/.test(index) ? BigInt(index) : null];
}
