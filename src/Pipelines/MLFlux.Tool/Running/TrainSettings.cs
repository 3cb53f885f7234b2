namespace MLFlux.Tool.Running;

/// <summary>What the user asked of <c>mlflux train</c>.</summary>
internal sealed record TrainSettings
{
    public required DataRequest Data { get; init; }

    public required string? Label { get; init; }

    /// <summary>What to predict; null: by the label's values.</summary>
    public required PredictionTask? Task { get; init; }

    /// <summary>The column that says which rows a ranking puts in order together; null for other tasks.</summary>
    public required string? Group { get; init; }

    /// <summary>Columns that the network does not see.</summary>
    public required IReadOnlyList<string> Ignored { get; init; }

    /// <summary>Columns to read as text.</summary>
    public required IReadOnlyList<string> Texts { get; init; }

    /// <summary>Columns to read as numbers, whatever unit stands behind.</summary>
    public required IReadOnlyList<string> Numbers { get; init; }

    /// <summary>Columns to read as dates.</summary>
    public required IReadOnlyList<string> Dates { get; init; }

    /// <summary>Columns to learn from though they look like names of the rows.</summary>
    public required IReadOnlyList<string> Kept { get; init; }

    /// <summary>Which number of dates comes first; null: by the data.</summary>
    public required DateOrder? DateOrder { get; init; }

    /// <summary>What stands before decimal places; null: by the data.</summary>
    public required char? DecimalMarker { get; init; }

    /// <summary>Fields that stand for missing values, beside those that always do.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>Of two label values the one that is yes; null: by the values.</summary>
    public required string? Yes { get; init; }

    /// <summary>What separates the fields; null: by the first lines.</summary>
    public required char? Separator { get; init; }

    /// <summary>Whether rows that cannot be read are left out.</summary>
    public required bool SkipUnreadable { get; init; }

    public required string Out { get; init; }

    public required string? Report { get; init; }

    public required string? Log { get; init; }

    public required int Seed { get; init; }

    public required int? Epochs { get; init; }

    public required double TestFraction { get; init; }

    /// <summary>How many bytes rows may take in memory; null: as many as suit the machine.</summary>
    public required long? Memory { get; init; }

    /// <summary>Whether copies of a row may be trained on and held out.</summary>
    public required bool SplitDuplicates { get; init; }

    /// <summary>How much time the network of a table takes.</summary>
    public required Quality Quality { get; init; }

    /// <summary>When the fit of a table's network ends; null: by the quality.</summary>
    public required TimeSpan? Time { get; init; }

    /// <summary>The pretrained network to begin with; null for none.</summary>
    public required string? Backbone { get; init; }

    /// <summary>The width and height of images for the network; null: by the images, or by the backbone.</summary>
    public required int? ImageSize { get; init; }

    public required bool Quick { get; init; }

    /// <summary>Whether a page shows the training as it runs.</summary>
    public required bool Watch { get; init; }

    /// <summary>Whether the importance of columns is measured.</summary>
    public required bool Importance { get; init; }
}
