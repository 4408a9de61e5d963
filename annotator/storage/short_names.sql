-- The short names that the labels of the shipped codebooks got with version 5, for projects made before.
-- A label whose name was changed keeps it.
WITH given (scheme_id, code, name, short) AS (
  VALUES
    ('priority-3@1', 'not_worth_checking', 'Not worth checking', 'Not worth'),
    ('priority-3@1', 'may_be_worth_checking', 'May be worth checking', 'Maybe'),
    ('fullfact-claim-type@1', 'personal', 'Personal experience', 'Personal'),
    ('fullfact-claim-type@1', 'quantity', 'Quantity in the past or present', 'Quantity'),
    ('fullfact-claim-type@1', 'correlation', 'Correlation or causation', 'Cause'),
    ('fullfact-claim-type@1', 'rules', 'Current laws or rules of operation', 'Rules'),
    ('fullfact-claim-type@1', 'voting', 'Voting record', 'Voting'),
    ('fullfact-claim-type@1', 'opinion', 'Public opinion', 'Polls'),
    ('fullfact-claim-type@1', 'support', 'Support or position', 'Support'),
    ('fullfact-claim-type@1', 'other', 'Other claim', 'Other'),
    ('fullfact-claim-type@1', 'not_claim', 'Not a claim', 'No claim'),
    ('assertion-kind@1', 'commitment', 'Commitment', 'Promise'),
    ('assertion-kind@1', 'prediction', 'Prediction', 'Forecast'),
    ('quote-type@1', 'direct', 'Direct quote', 'Direct'),
    ('quote-type@1', 'mixed', 'Mixed (partial quote)', 'Mixed'),
    ('quote-type@1', 'indirect', 'Indirect (paraphrase)', 'Indirect'),
    ('quote-type@1', 'none', 'Article''s own voice', 'Article’s own'),
    ('averitec-verdict@1', 'not_enough_evidence', 'Not enough evidence', 'Not enough'),
    ('averitec-verdict@1', 'conflicting_cherrypicking', 'Conflicting evidence / cherry-picking', 'Conflicting'),
    ('check-status@1', 'unstarted', 'Not started', 'Open'),
    ('check-status@1', 'in_progress', 'In progress', 'Working'),
    ('check-status@1', 'awaiting_reply', 'Awaiting reply', 'Asked'),
    ('check-status@1', 'in_review', 'In review', 'Review'),
    ('check-status@1', 'completed', 'Completed', 'Done'),
    ('check-status@1', 'not_checkable', 'Not checkable', 'Uncheckable'),
    ('evidence-stance@1', 'not_found', 'Looked for, not found', 'Not found'),
    ('source-medium@1', 'interview', 'Interview or call', 'Interview'),
    ('averitec-claim-type@1', 'event_property', 'Event/Property Claim', 'Event'),
    ('averitec-claim-type@1', 'numerical', 'Numerical Claim', 'Number'),
    ('averitec-claim-type@1', 'quote_verification', 'Quote Verification', 'Quote'),
    ('averitec-claim-type@1', 'causal', 'Causal Claim', 'Cause'),
    ('averitec-claim-type@1', 'position_statement', 'Position Statement', 'Position'),
    ('averitec-claim-type@1', 'speculative', 'Speculative Claim', 'Forecast'),
    ('averitec-claim-type@1', 'opinion', 'Opinion Claim', 'Opinion'),
    ('claimbuster-cw@1', 'nfs', 'Non-factual (NFS)', 'Non-factual'),
    ('claimbuster-cw@1', 'ufs', 'Unimportant factual (UFS)', 'Unimportant'),
    ('claimbuster-cw@1', 'cfs', 'Check-worthy factual (CFS)', 'Check-worthy')
)
UPDATE label SET short = given.short FROM given
WHERE label.scheme_id = given.scheme_id AND label.code = given.code AND label.name = given.name
