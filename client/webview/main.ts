import './begin';
import './styles/panel.css';
import { connect } from './host';
import { Panel } from './panel';

const root = document.getElementById('panel');
if (root === null) throw new Error('The page of the panel lacks its root.');

const host = connect();
const panel = new Panel(host, root);
host.onMessage((message) => {
  panel.receive(message);
  // The frame after the next one begins when the one that shows the message has been painted.
  if (message.type === 'runs' && message.isLast) {
    requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('warpfold/panel/painted')));
  }
});
host.post({ type: 'ready' });
