using MLFlux.Construction;

namespace MLFlux.Kernels;

/// <summary>
/// Mean and variance of each channel of a batch, and what gradients take of all its rows: sums over the blocks of a share, and then over
/// all shares.
/// </summary>
/// <param name="channels">How many channels there are.</param>
internal sealed class BatchMoments(int channels)
{
    private readonly double[] _variances = new double[channels];
    private readonly double[] _count = new double[1]; // The values of a channel.

    /// <summary>The mean of each channel.</summary>
    public float[] Means { get; } = new float[channels];

    /// <summary>Zeros, for sums about no mean.</summary>
    public float[] Zeros { get; } = new float[channels];

    /// <summary>What is summed over the blocks of a share.</summary>
    public double[] Sums { get; } = new double[channels];

    /// <summary>What else is.</summary>
    public double[] Products { get; } = new double[channels];

    /// <summary>
    /// Whether the running means are used, and stay as they are: the layer is frozen, or of a single value there is no variance.
    /// </summary>
    public bool IsFixed { get; private set; }

    /// <summary>One over the deviation of a channel.</summary>
    public double Inverse(int channel, double epsilon) => 1 / Math.Sqrt(_variances[channel] + epsilon);

    /// <summary>Takes what is to be used for all rows.</summary>
    public void Set(ReadOnlySpan<float> means, ReadOnlySpan<float> variances)
    {
        means.CopyTo(Means);
        for (int channel = 0; channel < channels; channel++)
            _variances[channel] = variances[channel];
    }

    /// <summary>Begins a share of so many values of a channel; of none where the share has no row that counts.</summary>
    public void Begin(long count)
    {
        _count[0] = count;
        Array.Clear(Means);
        Array.Clear(Sums);
    }

    /// <summary>Makes means of the sums of all shares.</summary>
    public void MeetForMean(BatchNormModule module)
    {
        if (module.training)
            Share(module, Sums, _count);
        IsFixed = !module.training || _count[0] <= 1;
        if (IsFixed)
        {
            Set(module.RunningMeans, module.RunningVariances);
            return;
        }

        for (int channel = 0; channel < channels; channel++)
            Means[channel] = (float)(Sums[channel] / _count[0]);
        Array.Clear(Sums);
    }

    /// <summary>Makes variances of the sums of squares of all shares, and takes both into the running ones.</summary>
    public void MeetForVariance(BatchNormModule module)
    {
        if (!IsFixed)
        {
            Share(module, Sums, []);
            for (int channel = 0; channel < channels; channel++)
                _variances[channel] = Sums[channel] / _count[0];
            module.Learn(Means, _variances, _count[0]);
        }

        Array.Clear(Sums);
        Array.Clear(Products);
    }

    /// <summary>Makes the terms of the gradients of the sums of all shares.</summary>
    public void MeetForGradients(BatchNormModule module, double epsilon, NormTerms terms)
    {
        if (!IsFixed)
            Share(module, Sums, Products);
        for (int channel = 0; channel < channels; channel++)
        {
            double inverse = Inverse(channel, epsilon);
            terms.Shifts[channel] = IsFixed ? 0 : (float)(Sums[channel] / _count[0]);
            terms.Slopes[channel] = IsFixed ? 0 : (float)(Products[channel] * inverse * inverse / _count[0]);
        }
    }

    /// <summary>Puts sums over all shares in place of this one's.</summary>
    private static void Share(BatchNormModule module, double[] sums, double[] others)
    {
        if (module.Share is not { } share)
            return;
        float[] all = [.. sums.Concat(others).Select(sum => (float)sum)];
        share.Sum(all);
        for (int i = 0; i < all.Length; i++)
            (i < sums.Length ? sums : others)[i < sums.Length ? i : i - sums.Length] = all[i];
    }
}
