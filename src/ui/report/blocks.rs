//! The blocks of a long page. Only visible ones are drawn in each frame, so that scrolling and editing are as fast as
//! on a short page.

use egui::Ui;

/// The maximum number of blocks below the visible ones that are measured in a frame.
const MEASURED: usize = 3;

/// The assumed height of a block that was never drawn.
const EXPECTED: f32 = 160.0;

/// Blocks within this distance of the visible area are drawn, too.
const MARGIN: f32 = 200.0;

/// The heights of all blocks.
#[derive(Clone, Debug, Default)]
pub(super) struct Blocks {
    heights: Vec<Height>,
    /// The number of blocks that may still be measured in this frame.
    left: usize,
}

#[derive(Clone, Copy, Debug)]
struct Height {
    height: f32,
    /// Whether the height is that of the present block. Otherwise it is that of the block that was there before.
    measured: bool,
}

impl Blocks {
    /// Marks all blocks as not measured, because the content or the width of the page changed. Until a block is
    /// measured, it has the height of the previous block at its index.
    pub(super) fn renew(&mut self) {
        self.heights.iter_mut().for_each(|height| height.measured = false);
    }

    /// Begins a frame.
    pub(super) fn begin(&mut self) {
        self.left = MEASURED;
    }

    /// Draws a block if it is visible, otherwise leaves room for it. Blocks below the visible ones are measured over
    /// several frames. Blocks above them keep their height until they become visible, so that the visible ones do not
    /// move.
    pub(super) fn block(&mut self, ui: &mut Ui, number: usize, draw: impl FnOnce(&mut Ui)) {
        let (top, sight) = (ui.cursor().top(), ui.clip_rect());
        let known = self.heights.get(number).copied().unwrap_or(Height { height: EXPECTED, measured: false });
        let above = top + known.height < sight.top() - MARGIN;
        let below = top > sight.bottom() + MARGIN;
        if above || below && (known.measured || self.left == 0) {
            if below && !known.measured {
                ui.ctx().request_repaint();
            }
            ui.add_space(known.height);
            return;
        }
        if below {
            self.left -= 1;
        }
        ui.push_id(("block", number), draw);
        let unknown = Height { height: EXPECTED, measured: false };
        self.heights.resize(self.heights.len().max(number + 1), unknown);
        if let Some(height) = self.heights.get_mut(number) {
            *height = Height { height: ui.cursor().top() - top, measured: true };
        }
    }
}
