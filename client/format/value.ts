export * from '../../protocol/format/value';
