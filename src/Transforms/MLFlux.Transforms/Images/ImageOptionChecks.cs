namespace MLFlux.Images;

/// <summary>Refuses options that are out of range or contradict each other.</summary>
internal static class ImageOptionChecks
{
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    /// <exception cref="ArgumentException">Options contradict each other.</exception>
    public static void Check(ImageToVectorOptions options)
    {
        CheckSize(options);
        (float scale, var mean, var deviation) = (options.Scale, options.Mean, options.StandardDeviation);
        if (!float.IsFinite(scale) || scale == 0)
            throw new ArgumentOutOfRangeException(nameof(options), scale, "The scale has to be finite and not 0.");
        if (mean?.Any(value => !float.IsFinite(value)) == true)
            throw new ArgumentOutOfRangeException(nameof(options), string.Join(", ", mean), "Means have to be finite.");
        if (deviation?.Any(value => !(float.IsFinite(value) && value > 0)) == true)
            throw new ArgumentOutOfRangeException(nameof(options), string.Join(", ", deviation),
                "Standard deviations have to be finite and above 0.");
        if (mean is not null && deviation is not null && mean.Count != deviation.Count)
            throw new ArgumentException(
                $"{mean.Count} means and {deviation.Count} standard deviations are given; give one of each a channel.", nameof(options));
        if (options.AsBytes && (mean is not null || deviation is not null || scale != new ImageToVectorOptions().Scale))
            throw new ArgumentException("Bytes are not scaled: leave Scale, Mean and StandardDeviation alone where AsBytes is set.",
                nameof(options));
    }

    private static void CheckSize(ImageToVectorOptions options)
    {
        if (options.Width < 1)
            throw new ArgumentOutOfRangeException(nameof(options), options.Width, "Width has to be at least 1.");
        if (options.Height < 1)
            throw new ArgumentOutOfRangeException(nameof(options), options.Height, "Height has to be at least 1.");
        if ((options.Width is null) != (options.Height is null))
            throw new ArgumentException("Width and Height are given together, or neither.", nameof(options));
        if ((long?)options.Width * options.Height > Array.MaxLength / 16)
            throw new ArgumentOutOfRangeException(nameof(options), $"{options.Width} × {options.Height}",
                $"Width × Height has to be at most {Array.MaxLength / 16:N0}.");
        if (options.MaxPixels < 1 || options.MaxPixels > Array.MaxLength / 4)
            throw new ArgumentOutOfRangeException(nameof(options), options.MaxPixels,
                $"MaxPixels has to be from 1 to {Array.MaxLength / 4:N0}.");
        if (!Enum.IsDefined(options.Fit) || !Enum.IsDefined(options.Unreadable) || (options.Color is { } color && !Enum.IsDefined(color)))
            throw new ArgumentOutOfRangeException(nameof(options), $"{options.Fit}, {options.Unreadable}, {options.Color}",
                "Fit, Unreadable or Color is none of the choices.");
    }
}
