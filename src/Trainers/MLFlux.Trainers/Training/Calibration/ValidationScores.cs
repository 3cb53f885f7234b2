using System.Numerics.Tensors;

namespace MLFlux.Training;

/// <summary>A network's raw outputs for the rows held out, beside the classes that are right.</summary>
/// <param name="Outputs">The outputs of the rows, one row after another.</param>
/// <param name="Classes">The class of each row, from 0; for yes or no, 1 is yes. Of several labels, each is a row of its own.</param>
/// <param name="Weights">The weight of each row, or null where all weigh the same.</param>
internal sealed record ValidationScores(float[] Outputs, int[] Classes, float[]? Weights)
{
    /// <summary>The outputs of rows beside their answers.</summary>
    public static ValidationScores Of(HeldOutRows held)
    {
        int[] answers = [.. held.Rows.SelectMany(held.Targets.Answers)];
        int each = answers.Length / held.Rows.Length;
        float[]? weights = held.Weights is { } all ? [.. all.SelectMany(weight => Enumerable.Repeat(weight, each))] : null;
        return new ValidationScores(held.Outputs, answers, weights) { Labels = each };
    }

    /// <summary>How many of the rows, one after another, are of one row of the data: one for each of several labels.</summary>
    public int Labels { get; init; } = 1;

    /// <summary>How many numbers a row has.</summary>
    public int Width => Outputs.Length / Classes.Length;

    /// <summary>How much a row counts; nothing, where an output is not finite.</summary>
    public double Weight(int row) => float.IsFinite(TensorPrimitives.MaxMagnitude(Of(row))) ? Weights?[row] ?? 1 : 0;

    /// <summary>The outputs of a row.</summary>
    public ReadOnlySpan<float> Of(int row) => Outputs.AsSpan(row * Width, Width);
}
