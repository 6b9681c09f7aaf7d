// What a widget's JavaScript needs of its model, without Python behind it: get, set, on, off, save_changes.

export class LocalModel {
  constructor(traits) {
    this.traits = traits;
    this.listeners = [];
  }

  get(name) {
    return this.traits[name];
  }

  // Traits first, then those who listen: each may ask for all of them.
  set(traits) {
    const changed = Object.keys(traits).filter((name) => traits[name] !== this.traits[name]);
    Object.assign(this.traits, traits);
    for (const name of changed) this.tell(`change:${name}`);
    if (changed.length) this.tell("change");
  }

  // `events` are names with spaces between them.
  on(events, listener) {
    for (const event of events.split(" ")) this.listeners.push({ event, listener });
  }

  off(events, listener) {
    const names = events.split(" ");
    this.listeners = this.listeners.filter((each) => each.listener !== listener || !names.includes(each.event));
  }

  tell(event) {
    for (const each of this.listeners.filter((one) => one.event === event)) each.listener();
  }

  // Nobody to send them to.
  save_changes() {}
}
