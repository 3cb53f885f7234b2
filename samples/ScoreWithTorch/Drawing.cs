using Microsoft.ML.Data;
using ScoreWithoutTorch;

namespace ScoreWithTorch;

/// <summary>A drawn digit as the saved pipeline takes it.</summary>
internal sealed class Drawing
{
    [VectorType(DrawnDigit.Side, DrawnDigit.Side)]
    public byte[] Image { get; set; } = [];

    /// <summary>The pipeline learned from it; in scoring it is not read.</summary>
    public byte Label { get; set; }
}
