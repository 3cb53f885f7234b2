using MLFlux.Construction;

namespace MLFlux.Kernels;

/// <summary>
/// Mean and variance of each channel of a batch, and what gradients take of all its rows: of the blocks of a share, and then of all
/// shares.
/// </summary>
/// <param name="channels">How many channels there are.</param>
/// <param name="blocks">How many blocks a share has, at the most.</param>
internal sealed class BatchMoments(int channels, int blocks)
{
    private readonly ChannelMoments[] _ofBlocks = new ChannelMoments[channels * blocks];
    private readonly ChannelMoments[] _all = new ChannelMoments[channels];

    /// <summary>The mean of each channel.</summary>
    public float[] Means { get; } = new float[channels];

    /// <summary>The sum of the gradients of each channel.</summary>
    public double[] Sums { get; } = new double[channels];

    /// <summary>The sum of the gradients, each times its value less the mean.</summary>
    public double[] Products { get; } = new double[channels];

    /// <summary>
    /// Whether the running means are used, and stay as they are: the layer is frozen, or of a single value there is no variance.
    /// </summary>
    public bool IsFixed { get; private set; }

    /// <summary>One over the deviation of a channel.</summary>
    public double Inverse(int channel, double epsilon) => 1 / Math.Sqrt(_all[channel].Variance + epsilon);

    /// <summary>Begins a share.</summary>
    public void Begin()
    {
        Array.Clear(_ofBlocks);
        Array.Clear(Sums);
        Array.Clear(Products);
    }

    /// <summary>Takes the sums over a channel of a block that is not empty.</summary>
    /// <param name="block">The block.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="count">How many values it has.</param>
    /// <param name="shift">What the values are less by: near their mean, so that little is lost where all are far from zero.</param>
    /// <param name="sums">Their sum, and that of their squares.</param>
    public void Add(int block, int channel, long count, float shift, (double Sum, double Squares) sums) =>
        _ofBlocks[(block * channels) + channel] = new ChannelMoments(
            count, shift + (sums.Sum / count), Math.Max(0, sums.Squares - (sums.Sum * sums.Sum / count)));

    /// <summary>Makes mean and variance of the blocks of all shares, and takes them into the running ones.</summary>
    public void Meet(BatchNormModule module)
    {
        Array.Clear(_all);
        if (module.training)
        {
            for (int block = 0; block < blocks; block++)
            {
                ReadOnlySpan<ChannelMoments> own = _ofBlocks.AsSpan(block * channels, channels);
                if (own[0].Count > 0)
                    ChannelMoments.Merge(_all, own);
            }

            module.Share?.Merge(_all);
        }

        IsFixed = !module.training || _all[0].Count <= 1;
        if (IsFixed)
        {
            for (int channel = 0; channel < channels; channel++)
                _all[channel] = new ChannelMoments(1, module.RunningMeans[channel], module.RunningVariances[channel]);
        }

        for (int channel = 0; channel < channels; channel++)
            Means[channel] = (float)_all[channel].Mean;
        if (!IsFixed)
            module.Learn(_all);
    }

    /// <summary>Makes the terms of the gradients of the sums of all shares.</summary>
    public void MeetForGradients(BatchNormModule module, double epsilon, NormTerms terms)
    {
        if (!IsFixed)
            Share(module, Sums, Products);
        for (int channel = 0; channel < channels; channel++)
        {
            double inverse = Inverse(channel, epsilon);
            terms.Shifts[channel] = IsFixed ? 0 : (float)(Sums[channel] / _all[channel].Count);
            terms.Slopes[channel] = IsFixed ? 0 : (float)(Products[channel] * inverse * inverse / _all[channel].Count);
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
