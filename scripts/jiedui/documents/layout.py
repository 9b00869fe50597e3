"""The measures of GB/T 9704-2012 that both kinds of file keep. Lengths in millimetres, type in points."""

from __future__ import annotations

PAGE_WIDTH, PAGE_HEIGHT = 210, 297
MARGIN_TOP, MARGIN_BOTTOM, MARGIN_LEFT, MARGIN_RIGHT = 37, 35, 28, 26
TEXT_WIDTH = PAGE_WIDTH - MARGIN_LEFT - MARGIN_RIGHT
TEXT_HEIGHT = PAGE_HEIGHT - MARGIN_TOP - MARGIN_BOTTOM
LINES, CHARACTERS = 22, 28

TITLE_SIZE, BODY_SIZE, PAGE_NUMBER_SIZE, TABLE_SIZE, NOTE_SIZE = 22, 16, 14, 10.5, 12

# The page number stands 7 mm below the type area; its own line is about 5 mm high.
NUMBER_DROP, NUMBER_HEIGHT = 7, 5
FOOTER_DISTANCE = MARGIN_BOTTOM - NUMBER_DROP - NUMBER_HEIGHT

TITLE_FONT, BODY_FONT, HEADING_FONT, SUBHEADING_FONT, NUMBER_FONT = (
    "方正小标宋简体",
    "仿宋_GB2312",
    "黑体",
    "楷体_GB2312",
    "宋体",
)
# What a machine without the font shows instead.
STACKS = {
    TITLE_FONT: '"FZXiaoBiaoSong-B05S","方正小标宋简体","小标宋体","Source Han Serif SC","Noto Serif CJK SC",serif',
    BODY_FONT: '"仿宋_GB2312","FangSong_GB2312","FangSong","仿宋","STFangsong","cwTeXFangSong",serif',
    HEADING_FONT: '"SimHei","黑体","Source Han Sans SC","Noto Sans CJK SC",sans-serif',
    SUBHEADING_FONT: '"楷体_GB2312","KaiTi_GB2312","KaiTi","楷体","STKaiti","Noto Serif CJK SC",serif',
    NUMBER_FONT: '"SimSun","宋体","Noto Serif CJK SC",serif',
}
_POINTS_PER_MM = 72 / 25.4


def line_pitch() -> int:
    """Return the distance of lines in twentieths of a point, so that 22 of them fill the type area."""
    return int(TEXT_HEIGHT * _POINTS_PER_MM / LINES * 20)


def character_space() -> int:
    """Return what each character's width changes by, in 4096ths of a point, so that 28 of them fill a line."""
    return round((TEXT_WIDTH * _POINTS_PER_MM / CHARACTERS - BODY_SIZE) * 4096)
