/** The message for a recording in which nobody speaks. */
export const silenceMessage = 'The model heard no speech in the recording: the transcript is empty.';
