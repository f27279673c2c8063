import { indent } from './lines';
import type { CudaModel } from './model';

/*
 * How a block's value reaches the last block: in packets, each written and read by one access of memory, so that the mark
 * in it says that the rest of it is there too. No fence is needed.
 */

/** Words of an accumulator in one packet, beside its mark: as many as the widest access holds. */
const wordsOfWidePacket = 3;

function words({ accumulatorBytes }: CudaModel): number {
  return Math.ceil(accumulatorBytes / 4);
}

export function packetType(model: CudaModel): 'uint2' | 'uint4' {
  return words(model) === 1 ? 'uint2' : 'uint4';
}

function packets(model: CudaModel): number {
  return packetType(model) === 'uint2' ? 1 : Math.ceil(words(model) / wordsOfWidePacket);
}

/** Bytes of the packets of one block. */
export function packetBytes(model: CudaModel): number {
  return packets(model) * (packetType(model) === 'uint2' ? 8 : 16);
}

/** What an accumulator is between threads and blocks. */
export function slotDefinition(model: CudaModel): string {
  const count = packets(model);
  const room = count === 1 ? words(model) : count * wordsOfWidePacket;
  return `// Room for one accumulator, which need not be there yet: no constructor runs. Moves between threads and blocks as words.
union @slot {
  ${model.program.compensation === undefined ? '@acc' : '@pair'} $value;
  unsigned int $words[${room}];
  __device__ __forceinline__ @slot() {}
};
${model.storage === 'raw' ? `constexpr int @words = ${words(model)};  // words of an accumulator\n` : ''}constexpr int @packets = ${count};  // packets in which the value of a block reaches the last block`;
}

/** The functions that send a block's value and wait for it. */
export function packetFunctions(model: CudaModel): string {
  const plain = model.storage === 'plain';
  const type = packetType(model);
  const filling = plain ? ['@slot $slot;', '$slot.$value = $value;'] : [];
  const send = eachPacket(model, (place, words) => [`__stcg(${place}, ${type}{${[...words, '1u'].join(', ')}});`]);
  const members = type === 'uint2' ? ['x', 'y'] : ['x', 'y', 'z', 'w'];
  const registers = members.map((_, index) => `%${index}`).join(', ');
  const outputs = members.map((member) => `"=r"($packet.${member})`).join(', ');
  const mark = `$packet.${members.at(-1)}`;
  const read = eachPacket(model, (place, words) => [
    `${type} $packet;`,
    // A load that the compiler may not take out of the loop. `__ldcg` is none.
    `asm volatile("ld.volatile.global.v${members.length}.u32 {${registers}}, [%${members.length}];"`,
    `             : ${outputs} : "l"(${place}) : "memory");`,
    ...words.flatMap((word, index) => (word === '0u' ? [] : [`${word} = $packet.${'xyz'.charAt(index)};`])),
    packets(model) === 1 ? `$complete = ${mark} != 0;` : `$complete &= ${mark} != 0;`,
  ]);
  const receive = [
    'bool $complete;',
    'do {',
    ...indent([...(packets(model) === 1 ? [] : ['$complete = true;']), ...read]),
    '} while (!$complete);',
    ...eachPacket(model, (place) => [`__stcg(${place}, ${type}{});`]),
  ];
  return [
    "// Sends a block's value to the last block. A packet is one access, so its mark says that the rest is there too.",
    `__device__ __forceinline__ void @send(${type} *const $packets, const ${plain ? '@acc $value' : '@slot &$slot'}) {`,
    ...indent([...filling, ...send]),
    '}',
    '',
    "// Waits for a block's value, and takes the marks away for the next launch.",
    `__device__ __forceinline__ ${plain ? '@acc' : '@slot'} @receive(${type} *const $packets) {`,
    ...indent(['@slot $slot;', ...receive, `return $slot${plain ? '.$value' : ''};`]),
    '}',
  ].join('\n');
}

/** Code for every packet: in a loop, where there are several. Words beyond the accumulator's are spelled `0u`. */
function eachPacket(model: CudaModel, code: (place: string, words: readonly string[]) => string[]): string[] {
  const room = packetType(model) === 'uint2' ? 1 : wordsOfWidePacket;
  const indices = Array.from({ length: room }, (_, index) => index);
  if (packets(model) === 1) {
    return code(
      '$packets',
      indices.map((index) => (index < words(model) ? `$slot.$words[${index}]` : '0u')),
    );
  }
  const offset = (index: number): string => (index === 0 ? '' : ` + ${index}`);
  return [
    '#pragma unroll',
    'for (int $p = 0; $p < @packets; ++$p) {',
    ...indent(
      code(
        '$packets + $p',
        indices.map((index) => `$slot.$words[${wordsOfWidePacket} * $p${offset(index)}]`),
      ),
    ),
    '}',
  ];
}
