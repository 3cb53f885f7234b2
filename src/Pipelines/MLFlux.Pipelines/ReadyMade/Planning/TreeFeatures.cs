using Microsoft.ML.Data;

namespace MLFlux.ReadyMade;

/// <summary>
/// Gathers what trees get in place of a network's features: numbers as they are, texts and images without a network, and of very many
/// levels slots that are shared.
/// </summary>
/// <param name="names">Names for new columns.</param>
internal sealed class TreeFeatures(NewNames names)
{
    /// <summary>The bits of a level's hash: trees need some rows of a slot, and take the longer the more slots there are.</summary>
    public const int HashBits = 10;

    /// <summary>Whole numbers up to it are kept to their last digit by a Single.</summary>
    private const double MostExact = 1 << 24;

    private readonly List<string> _singles = [], _others = [];
    private readonly List<ColumnPair> _numbers = [], _far = [];
    private readonly List<PipelineStep> _steps = [];

    /// <summary>Adds a number, or a vector of some, as it is.</summary>
    public void AddNumber(ColumnProfile column)
    {
        if (column.Column.Type is VectorDataViewType || column.Column.Type == NumberDataViewType.Single)
            _singles.Add(column.Name);
        else
            (IsFar(column) ? _far : _numbers).Add(new ColumnPair(names.Of(column.Name, "plain"), column.Name));
    }

    /// <summary>
    /// Whether a Single would lose the differences of numbers that are all large, which those from the median keep. Where some are small,
    /// large ones differ by more than a Single loses.
    /// </summary>
    private static bool IsFar(ColumnProfile column) =>
        (column.Column.Type == NumberDataViewType.Double || column.Column.Type == NumberDataViewType.Int64)
        && (column.Minimum > MostExact || column.Maximum < -MostExact);

    /// <summary>Adds a column that the network is given, too.</summary>
    public void AddShared(string name) => _others.Add(name);

    /// <summary>Adds a column that is made for trees alone.</summary>
    /// <param name="column">What it is made of.</param>
    /// <param name="step">The step that makes it.</param>
    public void Add(string column, Func<ColumnPair, PipelineStep> step)
    {
        var pair = new ColumnPair(names.Of(column, "plain"), column);
        _steps.Add(step(pair));
        _others.Add(pair.Output);
    }

    /// <summary>Adds slots for the levels of a column of which the network is given nothing; of many, shared by a hash.</summary>
    public void AddLevels(ColumnProfile column) => Add(
        column.Name,
        pair => column.Column.Type is KeyDataViewType ? PipelineSteps.MapKeyToVector([pair])
            : column.HasAllValues ? PipelineSteps.OneHotEncoding([pair]) : PipelineSteps.OneHotHashEncoding([pair], HashBits));

    /// <summary>The column of all of them; null where trees get what the network is given.</summary>
    public PlainFeatures? Finish()
    {
        if (_numbers.Count == 0 && _far.Count == 0 && _singles.Count == 0 && _steps.Count == 0)
            return null;
        string name = names.Of(PipelineSteps.Features, "plain");
        string[] all = [.. _singles, .. _numbers.Concat(_far).Select(pair => pair.Output), .. _others];
        IEnumerable<PipelineStep> ofNumbers = _numbers.Count > 0 ? [PipelineSteps.ToSingle(_numbers)] : [];
        IEnumerable<PipelineStep> ofFar = _far.Count > 0 ? [PipelineSteps.NormalizeRobust(_far, clip: false)] : [];
        return new PlainFeatures(name, [.. ofNumbers, .. ofFar, .. _steps, PipelineSteps.Concatenate(all, name)]);
    }
}
