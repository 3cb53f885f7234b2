using MLFlux.Rows;

namespace MLFlux.Estimators;

/// <summary>Reads the labels of all heads. A row may lack some of them, though not all.</summary>
/// <param name="heads">Read the label of each head.</param>
internal sealed class MultiTaskReader(IReadOnlyList<LabelReader> heads) : LabelReader
{
    private readonly bool[] _isKnown = new bool[heads.Count];

    public override LabelFault Read()
    {
        LabelFault worst = LabelFault.None;
        for (int i = 0; i < heads.Count; i++)
        {
            LabelFault fault = heads[i].Read();
            _isKnown[i] = fault == LabelFault.None;
            if (fault is not (LabelFault.None or LabelFault.Missing))
                worst = fault;
        }

        return worst != LabelFault.None ? worst : _isKnown.Contains(true) ? LabelFault.None : LabelFault.Missing;
    }

    public override void AddTo(TargetStore targets)
    {
        IReadOnlyList<HeadStore> stores = ((HeadTargets)targets).Heads;
        for (int i = 0; i < heads.Count; i++)
        {
            if (_isKnown[i])
                heads[i].AddTo(stores[i].Targets);
            stores[i].Count(_isKnown[i]);
        }
    }
}
