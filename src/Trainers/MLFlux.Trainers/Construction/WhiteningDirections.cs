using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>The directions along which vectors vary, by how much, and their mean.</summary>
/// <param name="Mean">The mean of the vectors.</param>
/// <param name="Variances">The variance along each direction, in ascending order.</param>
/// <param name="Vectors">The directions, of length 1, one after another.</param>
/// <param name="Least">What is added to each variance.</param>
internal sealed record WhiteningDirections(double[] Mean, double[] Variances, double[] Vectors, double Least)
{
    /// <summary>Writes each direction as an output of a layer, with both signs where there is room; outputs beyond that stay.</summary>
    /// <param name="weight">The layer's weight: [outputs, ...].</param>
    /// <param name="bias">Its bias, or null, where the mean is not taken off.</param>
    public void CopyTo(Tensor weight, Tensor? bias)
    {
        int width = Mean.Length, outputs = (int)Math.Min(weight.size(0), 2L * width);
        var rows = new float[outputs * width];
        var shifts = new float[outputs];
        for (int output = 0; output < outputs; output++)
        {
            // Eigenvectors have no sign of their own: that of the greatest part decides, on any machine.
            int place = width - 1 - (output % width);
            ReadOnlySpan<double> vector = Vectors.AsSpan(place * width, width);
            double greatest = 0;
            foreach (double part in vector)
                greatest = Math.Abs(part) > Math.Abs(greatest) * (1 + 1e-6) ? part : greatest;
            double scale = Math.Sign(greatest) * (output < width ? 1 : -1) / Math.Sqrt(Math.Max(0, Variances[place]) + Least);
            for (int i = 0; i < width; i++)
            {
                rows[(output * width) + i] = (float)(vector[i] * scale);
                shifts[output] -= (float)(vector[i] * scale * Mean[i]);
            }
        }

        using Tensor values = tensor(rows, [outputs, width]), added = tensor(shifts);
        using Tensor flat = weight.view(weight.size(0), -1), first = flat.narrow(0, 0, outputs);
        first.copy_(values);
        if (bias is null)
            return;
        using Tensor firstShifts = bias.narrow(0, 0, outputs);
        firstShifts.copy_(added);
    }
}
