/** One forward and backward pass, all gradients kept, side by side with other libraries that compute in JavaScript or WebAssembly. */
import { type Case, timed, timeOf } from '../measure';
import { jaxStep } from '../peers/jax';
import { fileOf, NETWORKS, type PeerNetwork } from '../peers/network';
import { ownStep } from '../peers/own';
import { tfjsStep } from '../peers/tfjs';

const PEERS: readonly { name: string; prepare: (network: PeerNetwork) => Promise<() => void> }[] = [
  { name: 'tfjs cpu', prepare: (network) => tfjsStep(network, 'cpu') },
  { name: 'tfjs wasm', prepare: (network) => tfjsStep(network, 'wasm') },
  { name: 'jax-js wasm', prepare: jaxStep },
];

export const cases: readonly Case[] = NETWORKS.flatMap((network) =>
  PEERS.map(({ name, prepare }) => {
    const title = `step ${network.name}, batch ${network.batch}, beside ${name}`;
    return {
      name: title,
      measure: async () => {
        const peer = await prepare(network).catch((error: Error) => error);
        const run = ownStep(fileOf(network));
        // A back end without a kernel that the network needs.
        if (peer instanceof Error) return { median: timeOf(run), unit: `ms; ${name} cannot` };
        return timed(title, () => ({ run, against: { name, run: peer } })).measure();
      },
    };
  }),
);
