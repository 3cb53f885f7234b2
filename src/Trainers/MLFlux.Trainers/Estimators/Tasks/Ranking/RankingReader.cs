using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Rows;

namespace MLFlux.Estimators;

/// <summary>Reads label and group of the row that a cursor stands on, and makes sure that the rows of a group stand together.</summary>
internal sealed class RankingReader : LabelReader
{
    private readonly DataViewRow _row;
    private readonly DataViewSchema.Column _label, _group;
    private readonly IReadOnlyList<double> _gains;
    private readonly ValueGetter<uint> _readGroup;
    private readonly ValueGetter<float>? _readNumber;
    private readonly ValueGetter<uint>? _readKey;
    private readonly HashSet<uint> _seen = [];
    private uint _current;
    private float _gain;

    /// <param name="row">The cursor.</param>
    /// <param name="label">How good a row is: a number, or a key.</param>
    /// <param name="group">The group of each row.</param>
    /// <param name="gains">What each label is worth, from 0.</param>
    public RankingReader(DataViewRow row, DataViewSchema.Column label, DataViewSchema.Column group, IReadOnlyList<double> gains)
    {
        (_row, _label, _group, _gains) = (row, label, group, gains);
        _readGroup = row.GetGetter<uint>(group);
        if (label.Type is KeyDataViewType)
            _readKey = row.GetGetter<uint>(label);
        else
            _readNumber = row.GetGetter<float>(label);
    }

    /// <exception cref="InvalidOperationException">A group comes again after others, or a label has no gain.</exception>
    public override LabelFault Read()
    {
        uint group = 0;
        _readGroup(ref group);
        if (group == 0)
            return LabelFault.NoGroup;
        if (group != _current && !_seen.Add(_current = group))
        {
            throw new InvalidOperationException(
                $"The rows of group {Name(group)} in '{_group.Name}' are not together: row {_row.Position} comes after rows of other "
                + $"groups. Sort the rows by '{_group.Name}' before they are loaded.");
        }

        float label = ReadLabel();
        if (float.IsNaN(label))
            return LabelFault.Missing;
        if (label < 0 || label >= _gains.Count || label != MathF.Truncate(label))
        {
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture,
                $"Label column '{_label.Name}' has {label} in row {_row.Position}; labels of a ranking are whole numbers from 0 to "
                + $"{_gains.Count - 1}, the worst first. For others, give {nameof(NeuralNetworkOptions.LabelGains)} what each label "
                + $"from 0 is worth, and ml.Ranking.Evaluate the same."));
        }

        _gain = (float)_gains[(int)label];
        return LabelFault.None;
    }

    public override void AddTo(TargetStore targets) => ((RankingTargets)targets).Add(_gain, _seen.Count);

    /// <summary>The label from 0; keys count from 1, and 0 is missing.</summary>
    private float ReadLabel()
    {
        float label = 0;
        if (_readNumber is not null)
        {
            _readNumber(ref label);
            return label;
        }

        uint key = 0;
        _readKey!(ref key);
        return key == 0 ? float.NaN : key - 1;
    }

    private string Name(uint group) => LabelValues.Of(_group)?.Texts is { } texts && group <= texts.Count
        ? $"'{texts[(int)group - 1]}'" : group.ToString(CultureInfo.InvariantCulture);
}
