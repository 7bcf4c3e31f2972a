"""The watch over leaks finds what it should, and names the line that began it."""

import threading

from PySide6.QtCore import QThread, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from tests.support.leaks import LeakWatch


def test_a_running_thread_is_named_with_the_line_that_started_it() -> None:
    release = threading.Event()
    with LeakWatch(with_qt=False) as watch:
        thread = threading.Thread(target=release.wait, name="left behind")
        thread.start()
    release.set()
    thread.join()
    assert len(watch.problems()) == 1
    assert "left behind" in watch.problems()[0]
    assert "test_leaks.py" in watch.problems()[0]


def test_a_running_timer_is_found(qapp: QApplication) -> None:
    with LeakWatch(with_qt=True) as watch:
        timer = QTimer()
        timer.start(60_000)
    timer.stop()
    assert len(watch.problems()) == 1
    assert "QTimer" in watch.problems()[0]
    assert "test_leaks.py" in watch.problems()[0]


def test_a_running_qt_thread_is_found(qapp: QApplication) -> None:
    with LeakWatch(with_qt=True) as watch:
        thread = QThread()
        thread.start()
    thread.quit()
    thread.wait()
    assert len(watch.problems()) == 1
    assert "QThread" in watch.problems()[0]


def test_a_window_that_is_kept_is_found(qapp: QApplication) -> None:
    with LeakWatch(with_qt=True) as watch:
        window = QWidget()
        window.setWindowTitle("kept")
        window.show()
    assert any("kept" in problem for problem in watch.problems())
    del window


def test_what_is_ended_in_time_is_no_leak(qapp: QApplication) -> None:
    with LeakWatch(with_qt=True) as watch:
        timer, thread, window = QTimer(), QThread(), QWidget()
        timer.start(60_000)
        thread.start()
        window.show()
        timer.stop()
        thread.quit()
        thread.wait()
        window.close()
        window.deleteLater()
    assert watch.problems() == []
