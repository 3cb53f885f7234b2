namespace MLFlux.ReadyMade;

/// <summary>Gathers the columns that have a branch of the network of their own: images, and texts word by word.</summary>
/// <param name="names">Names for new columns.</param>
/// <param name="trees">What trees get in their place.</param>
internal sealed class ColumnBranches(NewNames names, TreeFeatures trees)
{
    private readonly List<PipelineStep> _steps = [];
    private readonly List<FeatureBranch> _branches = [];

    /// <summary>The steps before the network.</summary>
    public IReadOnlyList<PipelineStep> Steps => _steps;

    /// <summary>The network's branches.</summary>
    public IReadOnlyList<FeatureBranch> All => _branches;

    /// <summary>Gives a column of images a branch.</summary>
    /// <param name="column">The column.</param>
    /// <param name="target">The size of its images.</param>
    /// <param name="unreadable">What becomes of rows whose image cannot be read.</param>
    public void AddImages(ColumnProfile column, ImageTarget target, UnreadableImages unreadable)
    {
        string name = names.Of(column.Name, "pixels");
        _steps.Add(PipelineSteps.ImageToVector(name, column.Name, target.Options(unreadable)));
        _branches.Add(new FeatureBranch(name, ImageTraining.Branch(target)) { Augmentation = ImageTraining.Moved(name, target) });
        trees.Add(name, pair => PipelineSteps.ToSingle([pair]));
    }

    /// <summary>Gives a column of images a branch with a pretrained network.</summary>
    /// <param name="column">The column.</param>
    /// <param name="target">The size of its images.</param>
    /// <param name="unreadable">What becomes of rows whose image cannot be read.</param>
    /// <param name="body">The network.</param>
    public void AddImages(ColumnProfile column, ImageTarget target, UnreadableImages unreadable, Layer body)
    {
        string name = names.Of(column.Name, "pixels");
        _steps.Add(PipelineSteps.ImageToVector(name, column.Name, ImageBackbone.Pixels(target, unreadable)));
        _branches.Add(new FeatureBranch(name, ImageBackbone.Branch(body, new Shape(3, target.Height, target.Width))) { IsFrozen = true });
        trees.Add(column.Name, pair => PipelineSteps.ImageToVector(pair.Output, pair.Input, ImageBackbone.SmallPixels(unreadable)));
    }

    /// <summary>Gives a column of texts a branch that learns vectors of words.</summary>
    public void AddTexts(ColumnProfile column)
    {
        string name = names.Of(column.Name, "tokens");
        TokensToVectorOptions tokens = TextTraining.Tokens(column);
        _steps.Add(PipelineSteps.TokensToVector(new ColumnPair(name, column.Name), tokens));
        _branches.Add(new FeatureBranch(name, TextTraining.Branch(tokens)));
        trees.Add(name, PipelineSteps.CountKeys);
    }

    /// <summary>Gives a column of texts a branch with a pretrained network.</summary>
    /// <param name="column">The column.</param>
    /// <param name="backbone">The network.</param>
    public void AddTexts(ColumnProfile column, TextBackbone backbone)
    {
        string name = names.Of(column.Name, "tokens");
        var pair = new ColumnPair(name, column.Name);
        _steps.Add(PipelineSteps.TokensToVector(pair, backbone.Tokens, backbone.Code is { } code ? $"{code}.Tokens" : null));
        _branches.Add(new FeatureBranch(name, TextTraining.Branch(backbone)) { IsFrozen = true });
        if (!TextTraining.HasCounts(column))
            trees.Add(name, PipelineSteps.CountKeys);
    }
}
