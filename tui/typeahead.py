"""Keys reach what they were typed for, however fast they come.

Textual hands a key to the widget that has the focus when the key arrives. Of keys typed in one go (a quick hand, a
slow line, a paste) the second is handed out before the first has opened its dialog, and acts on what lies behind
it: `/u` would search for nothing and undo a label. Here a key is handed out when the one before it has had its say.
"""

from collections import deque

from textual import events
from textual.app import App
from textual.message import Message
from textual.message_pump import MessagePump

LAPS = 2
"""How often a message must travel behind a key before the next: once for the key, once for what the key has sent."""
LOOK_AFTER = 0.2
"""Seconds after which it is looked whether the widget is gone, and the message with it."""
GIVE_UP = 5.0
"""Seconds after which the next key is handed out all the same: what takes that long is stuck."""
SCREEN_OPENS = 1.0
"""Seconds that a new screen has to come up and take the focus."""
LOOK_AGAIN = 0.01


class Handled(Message):
    """Travels behind a key, from widget to widget up to the program, and so arrives when the key was dealt with."""

    def __init__(self, key: int, lap: int) -> None:
        super().__init__()
        self.key = key
        self.lap = lap


class TypeAheadApp(App[None]):
    """A program that takes keys one by one."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting_keys: deque[events.Key] = deque()
        self._key_number = 0
        self._key_target: MessagePump | None = None
        """What the last key was handed to; None when it has been dealt with."""

    async def on_event(self, event: events.Event) -> None:
        """Keys wait for their turn; all else takes its course."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            self._waiting_keys.append(event)
            if self._key_target is None:
                await self._hand_out(SCREEN_OPENS)
        else:
            await super().on_event(event)

    def hand_back(self, key: events.Key) -> None:
        """Take back a key that was not meant for who got it: it is the next to be handed out."""
        self._waiting_keys.appendleft(events.Key(key.key, key.character))

    async def _hand_out(self, patience: float) -> None:
        """Hand out the next key, once there is a screen with something to take it."""
        if not self._waiting_keys or not self._screen_stack:  # what is typed while the program closes is for nobody
            self._key_target = None
            return
        self._key_target = self.screen
        if self.screen.focused is None and self.screen.focus_chain and patience > 0:
            self.set_timer(LOOK_AGAIN, lambda: self._hand_out(patience - LOOK_AGAIN))
            return
        self._key_target = self.screen.focused or self.screen
        self._key_number += 1
        await super().on_event(self._waiting_keys.popleft())
        await self._follow(self._key_number, 1)

    async def _follow(self, key: int, lap: int) -> None:
        if self._key_target is None or not self._key_target.post_message(Handled(key, lap)):
            await self._hand_out(SCREEN_OPENS)
        elif lap == 1:
            self.set_timer(LOOK_AFTER, lambda: self._look_after(key, GIVE_UP - LOOK_AFTER))

    async def _look_after(self, key: int, patience: float) -> None:
        """Hand out the next key if the one before it has no one left to deal with it."""
        if key != self._key_number or self._key_target is None:
            return
        if patience > 0 and self._key_target.is_attached and self._key_target.is_running:
            self.set_timer(LOOK_AFTER, lambda: self._look_after(key, patience - LOOK_AFTER))
        else:
            await self._hand_out(SCREEN_OPENS)

    async def on_handled(self, message: Handled) -> None:
        """The message is back: another lap, or the next key."""
        if message.key != self._key_number or self._key_target is None:
            return
        if message.lap < LAPS:
            await self._follow(message.key, message.lap + 1)
        else:
            await self._hand_out(SCREEN_OPENS)
