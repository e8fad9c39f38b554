//! The blocks of a long page. Only those in sight are drawn in every frame, so that a page of any length scrolls and
//! changes as fast as a short one.

use egui::Ui;

/// How many blocks below the sight are measured in a frame.
const MEASURED: usize = 3;

/// How high a block is taken to be before it was ever drawn.
const EXPECTED: f32 = 160.0;

/// How far out of sight a block is drawn all the same.
const MARGIN: f32 = 200.0;

/// The heights of all blocks.
#[derive(Clone, Debug, Default)]
pub(super) struct Blocks {
    heights: Vec<Height>,
    /// How many may still be measured in this frame.
    left: usize,
}

#[derive(Clone, Copy, Debug)]
struct Height {
    height: f32,
    /// Whether it is that of the block as it is now; otherwise of what stood there before.
    measured: bool,
}

impl Blocks {
    /// The page has other contents or another width: every block has to be measured again. Until then it is taken to
    /// be as high as the one before it in the same position.
    pub(super) fn renew(&mut self) {
        self.heights.iter_mut().for_each(|height| height.measured = false);
    }

    /// A frame begins.
    pub(super) fn begin(&mut self) {
        self.left = MEASURED;
    }

    /// Draws a block where it is in sight, or leaves its room. Blocks below the sight are measured little by little;
    /// those above it keep their height until they are scrolled to, so that nothing in sight moves.
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
