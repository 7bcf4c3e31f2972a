<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>CalendarGrid</name>
    <message>
        <source>Month before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Month after</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DialogFrame</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SentenceWithBlanks</name>
    <message>
        <source>Change {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>blank</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to come</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step {number} of {total}: {word}, {state}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TextArea</name>
    <message>
        <source>{used} of {limit}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TextField</name>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>dates</name>
    <message>
        <source>no end date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>until {day}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>events</name>
    <message>
        <source>Asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Granted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Declined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Registered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notice failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notice seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The content of this event was erased.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pro} asked to see {patient}’s {kinds} until {date}, for {purpose}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pro} asked to see {patient}’s {kinds} until {date}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pro} asked to see {patient}’s {kinds} with no end date, for {purpose}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pro} asked to see {patient}’s {kinds} with no end date.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} let {pro} see their {kinds} until {date}, for {purpose}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} let {pro} see their {kinds} until {date}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} let {pro} see their {kinds} with no end date, for {purpose}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} let {pro} see their {kinds} with no end date.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} said no to everything that {pro} asked to see.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} said no to {pro}, who asked to see {kinds}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pro} took back everything they had asked {patient} for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pro} took back the request to see {patient}’s {kinds}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} stopped sharing everything with {pro}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} stopped sharing {kinds} with {pro}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} was entered into the register.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The register’s entry for {patient} was corrected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A notice waits for {patient} at the next sign-in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A notice for {patient} could not be recorded and needs a look.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} has seen a notice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something that this version cannot name happened to {patient}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pro} asks to see your {kinds}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You let {pro} see your {kinds} until {date}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You let {pro} see your {kinds} with no end date.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You said no to {pro}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pro} took back the request. You need do nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You stopped sharing everything with {pro}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You stopped sharing your {kinds} with {pro}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clinic entered you into its register.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clinic corrected what its register says of you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} said yes. You can see {kinds} until {date}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} said yes. You can see {kinds}, with no end date.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} said no to your request.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} stopped sharing everything with you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} stopped sharing {kinds} with you.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>kinds</name>
    <message>
        <source>Exams</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Consultations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conditions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ER visits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exams</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consultations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>conditions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>whole record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tests and scans</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>visits and notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>illnesses, allergies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>emergency room</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all kinds, now and later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blood tests, X-rays, scans and their results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was said and decided at your visits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Illnesses, allergies, medicines you take</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Times you were in the emergency room</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All four kinds, now and later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>whole record, now and later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{several} and {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{some} of 4 kinds</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>people</name>
    <message>
        <source>The clinic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patient {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Doctor {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nurse {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reception {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Privacy officer {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Administrator {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Doctor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nurse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reception</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Privacy officer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>refusals</name>
    <message>
        <source>{other} can already see your {kinds} for that long. Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{other} cannot see your {kinds} any more. There is nothing to stop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{other} is not waiting for an answer any more. Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You have already asked {other} for {kinds}. Nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can already see {kinds} of {patient} for that long. Nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} has not answered about {kinds} yet. Nothing was sent again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{patient} has already answered. There is nothing to take back.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>states</name>
    <message>
        <source>Can see</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asks to see</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not shared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You said no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You stopped it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Request taken back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Said no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting for you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allowed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Partly allowed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Declined</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
