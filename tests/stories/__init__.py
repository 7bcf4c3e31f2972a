"""Stories: what people do in real windows, by mouse and by keyboard."""
