"""The misconceptions that files and reports name, as the learner would say them."""

from __future__ import annotations

from engine.lessons.lesson import Text

# What the program shows against each of them stands in the feedback of the lessons.
MISCONCEPTIONS = {
    "M1": Text({"en": "backpropagation changes the weights", "hi": "backpropagation weights बदल देता है"}),
    "M2": Text({"en": "the gradient is the error", "hi": "gradient ही error है"}),
    "M3": Text({"en": "the gradient points where to go", "hi": "gradient बताता है कि किधर जाना है"}),
    "M4": Text({"en": "there is one path", "hi": "path एक ही है"}),
    "M5": Text({"en": "a larger weight has a larger gradient", "hi": "बड़े weight का gradient बड़ा होता है"}),
    "M6": Text({"en": "weights change during the backward pass", "hi": "weights backward pass में बदलते हैं"}),
    "M7": Text({"en": "gradient 0 means solved", "hi": "gradient 0 यानी हल हो गया"}),
    "M8": Text({"en": "hidden units have targets", "hi": "hidden unit के target होते हैं"}),
    "M9": Text({"en": "a shared weight has one gradient per time step", "hi": "साझे weight का हर time step पर अलग gradient है"}),
    "M10": Text({"en": "vanishing means that the signal vanishes", "hi": "vanishing यानी signal मिट जाता है"}),
    "M11": Text({"en": "clipping or an LSTM cures both", "hi": "clipping या LSTM दोनों को ठीक कर देता है"}),
    "M12": Text({"en": "truncation saves memory and loses nothing", "hi": "truncation memory बचाता है और कुछ नहीं खोता"}),
    "M13": Text({"en": "the learning rate changes the gradient", "hi": "learning rate से gradient बदलता है"}),
    "M14": Text({"en": "more layers, or more training, are always better", "hi": "ज़्यादा layer या ज़्यादा training हमेशा बेहतर है"}),
    "M15": Text({"en": "starting from 0 is neutral", "hi": "0 से शुरू करना तटस्थ है"}),
}
