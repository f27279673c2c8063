export * from '../../protocol/format/quantity';
